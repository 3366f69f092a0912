//! The page of visits that this device remembers.

texts! {
    /// The history.
    History {
        Title = "登记记录" | "History";
        Notices = "接触提醒：去过的地方有没有病例" | "Exposure notices: was a visit affected?";
        OnlyHere = "只存在这台设备上，30 天后自动删除。" | "Kept on this device only, for 30 days.";
        Empty = "还没有记录" | "Nothing here yet";
        EmptyText = "扫码登记后，记录会出现在这里。" | "Your check-ins appear here.";
        Masked = "名称已隐藏的场所" | "A venue whose name is hidden";
        NameFollows = "场所名称稍后显示" | "Name follows";
        Waiting = "等待发送" | "Waiting to send";
        Refused = "未登记" | "Refused";
        Undone = "已撤销" | "Undone";
        ExportCsv = "导出表格（CSV）" | "Export as table (CSV)";
        ExportJson = "导出数据（JSON）" | "Export as data (JSON)";
        DeleteAll = "全部删除" | "Delete all";
        DeleteAsk = "只删除这台设备上的记录。已登记的来访不受影响，仍按期销毁。" | "This deletes the list on this device only. Registered visits are not affected; they are destroyed when their time is over.";
        DeleteWaiting = "等待发送的登记不会被删除，发送后再删。" | "Check-ins that wait to be sent stay until they are sent.";
        DeleteYes = "确定删除" | "Delete";
        DeleteNo = "保留" | "Keep";
        Deleted = "已从本机删除" | "Deleted from this device";
    }
}

phrases! {
    stay(from, to) = "{from} 至 {to}" | "{from} to {to}";
    stay_estimated(from, to) = "{from} 至约 {to}（推算）" | "{from} to about {to} (estimated)";
    delete_one(venue, when) = "删除 {venue} {when} 的记录" | "Delete {venue}, {when}";
    file(day) = "场所码记录-{day}" | "venue-code-history-{day}";
}
