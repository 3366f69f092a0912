//! How the service does.

texts! {
    /// The dashboard.
    DashboardText {
        Lead = "只有数量，没有任何人的信息。每 10 秒更新一次。" | "Numbers only, nothing about anybody. They come anew every 10 seconds.";
        Venues = "在用的场所" | "Venues in force";
        Applications = "等待审核的申请" | "Applications waiting";
        NoneWait = "没有等待的申请" | "None is waiting";
        Pace = "上一分钟的登记" | "Check-ins in the last minute";
        Queue = "等待加密保存" | "Waiting to be sealed";
        Database = "数据库大小" | "Size of the database";
        PaceTitle = "最近一小时，每分钟的登记次数" | "Check-ins a minute in the last hour";
        PaceEmpty = "最近一小时没有人登记。" | "Nobody checked in during the last hour.";
        CheckIns = "登记" | "Check-ins";
        Minute = "时间" | "Minute";
        AsTable = "以表格查看" | "Show as a table";
        Retention = "数据保留" | "Retention";
        Kept = "保留期限" | "Kept for";
        LastRun = "上次清理" | "Last run";
        NextRun = "下次清理" | "Next run";
        OldestDay = "最早的一天" | "Oldest day";
        DayTables = "保存的天数" | "Days with data";
        NotYet = "启动后还没有" | "Not since the start";
        Due = "现在，尚未成功" | "Due now, not done yet";
        NoDay = "没有数据" | "No data";
        Audit = "审计日志" | "Audit chain";
        Covered = "已签名核对" | "Signed checkpoint";
        CoveredAt = "核对时间" | "Made";
        NoPlace = "没有设置第二个存放位置，日志被改写时无法发现。请在配置中填写 [audit] checkpoints。" | "No second place is set, so that a rewritten chain would not show. Set [audit] checkpoints.";
        PlaceFails = "启动后还没有写成。请检查存放位置，原因见服务器日志。" | "None could be written since the start. Check the place; the server's log says why.";
        StaleText = "暂时取不到新数据，正在自动重试。下面的数字可能已经过时。" | "New figures do not come; it is tried again by itself. What stands below may be out of date.";
    }
}

phrases! {
    as_of(time) = "更新于 {time}" | "As of {time}";
    stale(time) = "数字停在 {time}" | "Figures are of {time}";
    closed(count) = "另有 {count} 个已关闭" | "{count} more are closed";
    longest(time) = "最早提交：{time}" | "Handed in first: {time}";
    room(count) = "还可排队 {count} 个" | "Room for {count} more";
    days(count) = "{count} 天" | "{count} days";
    entries(count) = "第 1 至 {count} 条" | "Entries 1 to {count}";
    busiest(time, count) = "{time} 最多：{count} 次。" | "Most at {time}: {count}.";
}
