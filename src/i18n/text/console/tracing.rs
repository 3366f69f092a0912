//! What a case gives: tracks and contacts.

texts! {
    /// Results of a case.
    Tracing {
        Begin = "开始解密" | "Begin decrypting";
        Again = "重新解密" | "Decrypt again";
        BeginText = "记录在这个浏览器里解密。每次查看都写入审计记录。" | "Records are decrypted in this browser. Each look stands in the audit log.";
        StageKeys = "正在打开密钥…" | "Opening the keys…";
        StageTrack = "正在取活动轨迹…" | "Getting the track…";
        StageAround = "正在取同场所记录…" | "Getting records of the same venues…";
        StageIdentities = "正在解密姓名和电话…" | "Decrypting names and phone numbers…";
        Cancel = "取消" | "Cancel";
        Cancelled = "已取消。" | "Cancelled.";
        Title = "结果" | "Results";
        View = "显示方式" | "Show as";
        ViewTable = "表格" | "Table";
        ViewTimeline = "时间线" | "Timeline";
        ViewGraph = "关系图" | "Graph";
        SubjectsTitle = "案例中的人员" | "Persons of the case";
        ContactsTitle = "接触者" | "Contacts";
        Name = "姓名" | "Name";
        Phone = "电话" | "Phone";
        Minutes = "重叠（分钟）" | "Overlap (minutes)";
        Where = "场所" | "Where";
        When = "时间" | "When";
        Trust = "可信度" | "Confidence";
        SameZone = "同一分区" | "same zone";
        CameAlong = "同行" | "came along";
        Choose = "选择" | "Choose";
        MinMinutes = "至少重叠（分钟）" | "Minutes at least";
        Order = "排序" | "Sort by";
        OrderLongest = "重叠最久" | "Longest overlap";
        OrderSurest = "最可信" | "Most certain";
        OrderEarliest = "时间最早" | "Earliest";
        NoContacts = "没有接触者" | "No contacts";
        NoContactsText = "没有人与案例中的人员同时在场，或都不符合筛选。" | "Nobody was there at the same time, or none meets the filter.";
        NoTrack = "没有轨迹" | "No track";
        NoTrackText = "时间范围内没有可解密的记录。" | "There are no records within the window that can be decrypted.";
        Destroyed = "身份已销毁" | "Identity destroyed";
        Sealed = "无法解密" | "Sealed";
        NotAsked = "未查询" | "Not asked for";
        SealedTitle = "有内容无法解密" | "Some of it stays sealed";
        SealedRecords = "密钥记录" | "Key records";
        SealedNotReleased = "批准后开始的密钥记录（未放行）" | "Key records begun after the approval, not released";
        SealedRows = "登记记录" | "Rows";
        SealedIdentities = "身份" | "Identities";
        StaysTitle = "停留" | "Stays";
        Legend = "实心：确定在场。斜线：可能在场，结束或开始时间是估计的。" | "Solid: certainly there. Hatched: perhaps there; the beginning or end is an estimate.";
        SecondTitle = "追查二级接触者" | "Contacts of contacts";
        SecondText = "在上面的表格里勾选接触者，为他们提交一个新案例；同样需要批准。" | "Tick contacts in the table above and file a new case for them. It needs an approval, too.";
        SecondGo = "提交二级案例" | "File a case for them";
        ConfidenceConfirmed = "确认" | "Confirmed";
        ConfidenceLikely = "较可信" | "Likely";
        ConfidenceUncertain = "不确定" | "Uncertain";
        DoubtDeclared = "身份为本人填报" | "identity as declared";
        DoubtLate = "记录迟到" | "arrived late";
        DoubtDirectionCorrected = "进出方向按出入口更正" | "direction put right by the gate";
        DoubtEndStated = "离开时间为预计" | "an end as planned";
        DoubtEndDerived = "结束时间由其他记录推出" | "an end known from elsewhere";
        DoubtTold = "没有证件，口头告知" | "told without a document";
        DoubtAssuranceUnknown = "身份来源不明" | "assurance unknown";
        DoubtClockOff = "手机时钟不准" | "the phone's clock was off";
        DoubtSentBeforeScan = "发送早于扫码" | "sent before it was scanned";
        DoubtTimeImplausible = "时间不合理，按到达时间" | "implausible time, that of the arrival";
        DoubtCodeRevoked = "场所码已撤销" | "the code was revoked";
        DoubtDisputed = "本人称不在场，已采纳" | "the person says they were not there, accepted";
        DoubtEndUnknown = "开始或结束未知" | "an end is not known";
        DoubtFlagUnknown = "未知标记" | "an unknown flag";
    }
}

phrases! {
    rows(done, total) = "{done} / {total}" | "{done} of {total}";
    between(best, worst) = "{best}–{worst}" | "{best}–{worst}";
    at_earliest(time) = "最早 {time}" | "{time} at the earliest";
    at_latest(time) = "最晚 {time}" | "{time} at the latest";
    not_released(count) = "批准之后又开始了 {count} 份密钥记录，没有放行：批准后才补传的登记不在结果里。需要时请提交新案例。" | "{count} key records began after the approval and were not released: check-ins that were sent later are missing. File a new case if you need them.";
    too_many(most) = "一个案例最多 {most} 人，请分成几个案例。" | "At most {most} persons in one case. Split them up.";
    chosen(count) = "已选 {count} 人" | "{count} chosen";
    destroyed(count) = "{count} 人的身份已销毁，只能看到其登记次数。" | "Identities that are destroyed: {count}. Only their visits are known.";
    counts(what, unknown, gone, damaged) = "{what}：更新版本 {unknown}，密钥已无 {gone}，损坏 {damaged}" | "{what}: of a newer version {unknown}, key gone {gone}, damaged {damaged}";
}
