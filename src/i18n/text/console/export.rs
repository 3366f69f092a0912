//! Files of a case's results.

texts! {
    /// Files, and the words in them.
    ExportText {
        Title = "导出" | "Export";
        Lead = "文件里有姓名和号码，请妥善保管。每次导出都写入审计记录。" | "The files name people. Keep them safe. Each export stands in the audit log.";
        Csv = "导出文本表格（CSV）" | "Text tables (CSV)";
        Xlsx = "导出工作簿（XLSX）" | "Workbook (XLSX)";
        Yes = "是" | "yes";
        No = "否" | "no";
        Registered = "登记" | "registered";
        Stated = "预计" | "planned";
        Derived = "由其他记录推出" | "derived";
        Unknown = "未知" | "unknown";
        Persons = "人员" | "Persons";
        Track = "活动轨迹" | "Track";
        Contacts = "接触者" | "Contacts";
        Sealed = "无法解密" | "Sealed";
        Name = "姓名" | "Name";
        Phone = "电话" | "Phone";
        IssuingState = "签发国家或地区" | "Issuing state";
        Number = "证件号码" | "Document number";
        Degree = "级别" | "Degree";
        Registrations = "登记次数" | "Registrations";
        Met = "接触对象" | "Contact of";
        Venue = "场所" | "Venue";
        Zones = "分区" | "Zones";
        StartEarliest = "最早到达" | "From, earliest";
        StartLatest = "最晚到达" | "From, latest";
        StartKnown = "到达依据" | "From, known by";
        EndEarliest = "最早离开" | "To, earliest";
        EndLatest = "最晚离开" | "To, latest";
        EndKnown = "离开依据" | "To, known by";
        Best = "至少重叠（分钟）" | "Minutes at least";
        Worst = "至多重叠（分钟）" | "Minutes at most";
        SameZoneBest = "同分区至少（分钟）" | "Same zone, at least";
        SameZoneWorst = "同分区至多（分钟）" | "Same zone, at most";
        CameAlong = "同行" | "Came along";
        Confidence = "可信度" | "Confidence";
        Doubts = "疑点" | "Doubts";
        Kind = "内容" | "What";
        UnknownSuite = "更新版本" | "Newer version";
        KeyGone = "密钥已无" | "Key gone";
        Damaged = "损坏" | "Damaged";
    }
}
