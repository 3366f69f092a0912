//! The form that registers a person: oneself or an accompanying person.

texts! {
    /// The form.
    Form {
        TitleSelf = "登记本人" | "Register yourself";
        TitleCorrectSelf = "更正本人信息" | "Correct your details";
        TitleNew = "添加同行人" | "Add a person";
        TitleCorrect = "更正同行人" | "Correct a person";
        LeadSelf = "只需一次。之后扫码就能登记。" | "Just once. After that, scanning is all it takes.";
        LeadCompanion = "老人、孩子、外国朋友没有手机，也能和您一起登记。" | "For an elder, a child or a guest without a phone of their own.";
        LeadCorrect = "请重新填写。提交后，旧的登记立即撤销。" | "Please fill in the details again. The old registration is withdrawn as soon as you submit.";
        Kind = "证件类型" | "Document";
        Number = "证件号码" | "Document number";
        NumberHint = "只用于核对，发送后本机不保存。" | "Checked and sent. This device does not keep it.";
        State = "护照签发国" | "Country of the passport";
        StateHint = "护照资料页上的三个字母，如 USA、JPN、KOR。" | "The three letters on the passport's data page, such as USA, GBR or KOR.";
        Name = "姓名" | "Full name";
        NameHint = "与证件上一致。" | "As it stands in the document.";
        Phone = "手机号码" | "Phone number";
        PhoneOptional = "手机号码（可不填）" | "Phone number (optional)";
        PhoneHint = "境外号码请加国际区号，如 +44。" | "Outside mainland China, start with the country code, such as +44.";
        Once = "只登记这一次" | "Just this once";
        OnceHint = "这次来访结束后，本机自动移除此人。" | "Removed from this device when the visit is over.";
        ConsentTitle = "信息如何使用" | "How this is used";
        ConsentShort = "您的信息加密后只能由疾控流调人员在批准的案例中打开，来访记录到期自动销毁。" | "Your details are sealed: only tracers can open them, in an approved case. Visits are destroyed after the retention period.";
        ConsentMore = "查看完整说明" | "Read it in full";
        ConsentPurpose = "用途：发生疫情时，流调人员查找同一时间到过同一场所的人。不用于其他目的。" | "Purpose: in an outbreak, to find people who were at the same place at the same time. Nothing else.";
        ConsentWho = "谁能看到：证件号码、姓名和电话在服务器收到时即被密封。场所工作人员看不到；服务器自己也打不开。一名流调员和一名审批员同时同意，才能打开一个案例。" | "Who can see it: number, name and phone are sealed the moment they arrive. Venue staff cannot see them, and the server itself cannot open them. It takes both a tracer and an approver to open a case.";
        ConsentKeep = "保存多久：来访记录到期自动销毁；身份信息在登记失效 30 天后、或您撤回同意后销毁。" | "How long: visits are destroyed after the retention period; your details 30 days after the registration ends, or when you withdraw.";
        ConsentWithdraw = "撤回：在“同行人”页移除本人，即撤回同意。" | "Withdrawing: remove yourself on the Persons page at any time.";
        Consent = "我已阅读并同意" | "I have read this and agree";
        ConsentCompanion = "此人（或其监护人）已同意" | "This person, or their guardian, agrees";
        Submit = "提交登记" | "Register";
        SubmitCompanion = "添加" | "Add";
        SubmitCorrect = "更正" | "Correct";
        Sending = "正在提交…" | "Sending…";
        NeedsNetwork = "登记需要网络。您填写的内容还在，联网后再点一次提交。" | "Registering needs the network. What you typed is still here; submit again when you are online.";
        DraftNote = "为了保护您，未提交的内容只在本页内存中，关闭或刷新后不保留。" | "To protect you, what you type is kept in memory only until you submit. Closing or reloading the page clears it.";
        FixErrors = "请改正标出的内容" | "Please correct what is marked";
        DoneCompanion = "已添加" | "Added";
        DoneCorrected = "已更正，旧登记已撤销" | "Corrected. The old registration is withdrawn.";
        WarnCounty = "号码中的县区不常见，工作人员可能会请您出示证件。" | "The county in the number is unusual. Staff may ask to see the document.";
        WarnChecksum = "号码的校验位不符，请再核对一遍；工作人员可能会请您出示证件。" | "The check digit does not fit. Please compare once more; staff may ask to see the document.";
        WarnLegacy = "这是旧版证件，工作人员可能会请您出示。" | "This is an older form of the document. Staff may ask to see it.";
    }
}

texts! {
    /// The kinds of document.
    DocumentText {
        ResidentId = "居民身份证" | "PRC resident identity card";
        PermanentResidence = "外国人永久居留身份证" | "Foreign permanent resident ID card";
        HkMacauTaiwanResidence = "港澳台居民居住证" | "Residence permit (Hong Kong, Macau, Taiwan)";
        HkMacauTravel = "港澳居民来往内地通行证" | "Mainland travel permit (Hong Kong, Macau)";
        TaiwanTravel = "台湾居民来往大陆通行证" | "Mainland travel permit (Taiwan)";
        Passport = "护照" | "Passport";
        None = "没有证件（姓名和手机号码）" | "No document (name and phone)";
    }
}

texts! {
    /// What is wrong with a field, and how to put it right.
    Wrong {
        NumberMissing = "请填写证件号码" | "Enter the document number";
        NameMissing = "请填写姓名" | "Enter the name";
        PhoneMissing = "请填写手机号码" | "Enter a phone number";
        StateMissing = "请填写护照上的三个字母" | "Enter the three letters from the passport";
        Missing = "请填写这一项" | "Please fill this in";
        TooShort = "少了几位，请对照证件补全" | "Too short: some characters are missing";
        TooLong = "多了几位，请对照检查" | "Too long: please check for extra characters";
        Characters = "有不该出现的字符，请检查" | "There is a character that does not belong here";
        Shape = "与所选证件的格式不符。请检查号码，或换一种证件类型" | "Does not look like the chosen document. Check the number or choose another document";
        PhoneShape = "不像电话号码。大陆手机号为 11 位，境外请加 + 和区号" | "Not a phone number. Start numbers from abroad with + and the country code";
        Checksum = "校验不通过，有一位输错了，请逐位核对" | "One character is mistyped. Please compare them one by one";
        Date = "号码中的日期不存在，请核对" | "The date in the number does not exist. Please check";
        DateInFuture = "号码中的日期在未来，请核对" | "The date in the number is in the future. Please check";
        Region = "号码中的地区代码不存在，请核对前几位" | "The region in the number does not exist. Check its first digits";
        State = "没有这个国家代码，请看护照资料页" | "No such country code. See the passport's data page";
        NotGiven = "请先阅读并勾选同意" | "Please read and tick your consent";
    }
}

phrases! {
    retention(days) = "来访记录保存 {days} 天，到期自动销毁。" | "Visits are kept for {days} days and then destroyed.";
}
