//! What may be wrong with a code, each in its own words.

texts! {
    /// A code that was refused.
    Code {
        Unreadable = "这不是场所码" | "This is not a venue code";
        UnreadableText = "请扫门口海报上的场所码。旁边的付款码、小程序码不能用来登记。" | "Please scan the venue code on the poster by the door. Payment and other codes do not register a visit.";
        Torn = "这个码残缺了" | "This code is damaged";
        TornText = "码不完整，可能被撕破或遮挡。请输入海报上的 9 位数字，或告诉工作人员。" | "It is incomplete, perhaps torn or covered. Type the 9 digits on the poster, or tell the staff.";
        Foreign = "这是别的系统的码" | "This code belongs to another service";
        ForeignText = "它不归本服务管理，扫了也不会登记。请找本场所门口的场所码。" | "It would not register your visit here. Please look for this service's code at the door.";
        Forged = "这个码是假的" | "This code is a forgery";
        ForgedText = "它不是由本服务签发的，请不要打开或付款。请告诉工作人员，并扫另一张场所码。" | "It was not issued by this service. Do not open it or pay with it. Please tell the staff and scan another code.";
        NotYet = "这个码还没有生效" | "This code is not valid yet";
        NotYetText = "请扫旁边当前使用的码，或告诉工作人员。如果您手机的日期不对，请先改正。" | "Scan the code in use beside it, or tell the staff. If your device shows a wrong date, please correct that first.";
        Expired = "这个码已过期" | "This code has expired";
        ExpiredText = "场所已经换了新码。请扫新的，或告诉工作人员更换海报。" | "The venue has a newer one. Scan that, or tell the staff to replace the poster.";
        Revoked = "这个码已停用" | "This code was withdrawn";
        RevokedText = "场所已撤回或更换了它。请扫新的码，或告诉工作人员。" | "The venue withdrew or replaced it. Scan the new one, or tell the staff.";
        Unknown = "没有找到这个场所" | "No venue has this code";
        UnknownText = "请核对数字，或改为扫码。如果没有输错，请告诉工作人员。" | "Check the number, or scan the code instead. If it is right, please tell the staff.";
        NoKeys = "现在无法核对这个码" | "This code cannot be checked right now";
        NoKeysText = "本机还没有联网过。请联网后再试一次。" | "This device has not been online yet. Please connect to the network and try again.";
    }
}
