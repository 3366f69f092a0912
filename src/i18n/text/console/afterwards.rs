//! What a traced case leads to: exposure notices, receipts, disputes, and the cases about its contacts.

texts! {
    /// After the results.
    Afterwards {
        NoticesTitle = "发布暴露提醒" | "Exposure notices";
        NoticesText = "当时在同一场所的手机会自己查出并提醒本人；谁收到提醒，我们和服务器都不知道。" | "Phones that were at the same venue find it out by themselves and tell their owners. Neither we nor the server learn whose.";
        Venue = "场所" | "Venue";
        When = "时间" | "When";
        Action = "操作" | "Action";
        NoNotices = "没有可提醒的场所" | "No venue to publish";
        NoNoticesText = "案例中的人员在时间范围内没有停留记录。" | "The persons of the case stayed nowhere within the window.";
        Publish = "发布提醒" | "Publish a notice";
        PublishYes = "发布" | "Publish";
        PublishTitle = "发布这条提醒？" | "Publish this notice?";
        PublishText = "当时在场的手机会显示：您去过的场所有人确诊。提醒里没有姓名和病名。" | "Phones that were there will say that a visit of theirs was affected. It names neither a person nor an illness.";
        PublishFinal = "发布后不能撤回。" | "It cannot be taken back.";
        PublishFew = "其他在场者不足 5 人时服务器会拒绝，因为提醒会暴露当事人；请改为电话通知。" | "The server refuses if fewer than 5 others were there, since it would point at the person. Tell them by telephone then.";
        Published = "已发布" | "Published";
        TooFew = "人太少：电话通知" | "Too few: by telephone";
        ByTelephone = "其他在场者不足 5 人，没有发布。请按上面“接触者”里的电话逐个通知。" | "Fewer than 5 others were there, so nothing was published. Call them: their numbers stand in the list of contacts above.";
        ReceiptsTitle = "告知被查询的人" | "Tell who was traced";
        ReceiptsText = "每个身份已解密的人，登记时所用的手机能查到自己为什么被查询，也能申诉；服务器和其他人都不知道是谁。" | "The phone that registered somebody can find out that and why they were traced, and object. The server and everybody else learn nothing.";
        ReceiptsOnce = "每个案例只能发送一次，请在结果齐全后发送。" | "Only once a case: send them when the results are complete.";
        SendReceipts = "发送告知" | "Send receipts";
        ReceiptsSent = "本案例的告知已发送。" | "The receipts of this case are sent.";
        ReceiptsMissing = "本案例还没有向被查询的人发送告知，结案后就不能再发送。" | "Nobody was told yet that they were traced. Once the case is closed, receipts cannot be sent any more.";
        DisputesTitle = "不在场申诉" | "“I was not there”";
        NoDisputes = "没有人提出申诉。" | "Nobody has objected.";
        DisputesOver = "被告知的人在结案后仍可申诉。轨迹已不能再解密，请按本人说明和其他材料决定。" | "Whoever got a receipt can object after the case is over. Its tracks cannot be decrypted any more: decide by what they say and by other records.";
        DisputeChanged = "这条申诉刚被处理，或本人改写了说明，请重新阅读。" | "This objection was decided meanwhile, or said anew. Please read it again.";
        Look = "查看申诉" | "See objections";
        Refresh = "重新查看" | "Look again";
        DisputeWho = "关于谁" | "About whom";
        DisputeVisit = "关于哪次" | "About which visit";
        DisputeNamed = "被列入本案例" | "Being named in this case";
        DisputeUnknown = "结果里没有这条记录" | "Not among the results";
        DisputeText = "本人说明" | "What they say";
        DisputeSealed = "无法解密" | "Sealed";
        DisputeEmpty = "没有写说明" | "Nothing written";
        DisputeAt = "提出时间" | "Said";
        Decision = "决定" | "Decision";
        Open = "等待处理" | "To be decided";
        Accepted = "已采纳" | "Accepted";
        Rejected = "未采纳" | "Rejected";
        Accept = "采纳" | "Accept";
        Reject = "不采纳" | "Reject";
        AcceptTitle = "采纳这条申诉？" | "Accept this objection?";
        RejectTitle = "不采纳这条申诉？" | "Reject this objection?";
        AcceptText = "结果里会标明本人称不在场，可信度降为不确定。决定后不能更改。" | "The results will say that the person was not there, and count as uncertain. It cannot be changed later.";
        RejectText = "结果不变。决定后不能更改。" | "The results stay as they are. It cannot be changed later.";
        DecisionReason = "原因" | "Why";
        DecisionHint = "本人会看到，不要写其他人的信息。" | "The person reads it. Nothing personal of others.";
        Decided = "已决定" | "Decided";
        ChildrenTitle = "二级接触者案例" | "Cases about contacts";
        Joined = "结果已并入" | "Results added above";
        NotJoined = "尚未批准，批准后重新解密即可并入。" | "Not approved yet. Decrypt again once it is.";
        Over = "已结束，结果不再提供。" | "It is over; its results are not served any more.";
    }
}

phrases! {
    sealed_disputes(count) = "{count} 条申诉无法解密。" | "{count} objections stay sealed.";
    no_receipt(count) = "{count} 份登记的身份已销毁或无法解密，收不到告知。" | "Registrations without one, as their identities are destroyed or sealed: {count}.";
    receipts_sent(count) = "已发送 {count} 份告知。" | "Receipts that were sent: {count}.";
    contact_of(name) = "{name} 的接触者" | "contact of {name}";
}
