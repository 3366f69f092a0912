//! Visits by hour and day.

texts! {
    /// Counts.
    Counts {
        Lead = "只有人数，没有姓名。数据到期自动销毁。" | "Numbers only, no names. They are destroyed after the retention period.";
        From = "从" | "From";
        To = "到" | "To";
        DayWrong = "请选择一个日期" | "Choose a day";
        TooManyDays = "这段日期太长：更早的记录已按规定删除。请选择较近的日期。" | "These are more days than are kept: older visits are deleted. Choose days nearer to today.";
        OrderWrong = "结束日期早于开始日期" | "The last day lies before the first";
        Gate = "门" | "Gate";
        AllGates = "全部" | "All";
        Today = "今天" | "Today";
        Week = "最近 7 天" | "Last 7 days";
        Fortnight = "最近 14 天" | "Last 14 days";
        ByDay = "按天" | "By day";
        ByHour = "按小时（所选日期合计）" | "By hour (all chosen days together)";
        Entries = "进入" | "Came";
        Exits = "离开" | "Went";
        Day = "日期" | "Day";
        Hour = "小时" | "Hour";
        Empty = "这几天没有记录" | "Nothing in these days";
        EmptyText = "有人扫码后，这里会画出图表。数据只保留规定的天数。" | "Charts appear once people check in. Counts are kept for the retention period only.";
        AsTable = "以表格查看" | "Show as a table";
        Csv = "导出 CSV" | "Export CSV";
        Xlsx = "导出 Excel" | "Export Excel";
    }
}

phrases! {
    totals(entries, exits) = "进入 {entries} 人，离开 {exits} 人。" | "{entries} people came, {exits} went.";
    busiest_day(day, count) = "{day} 来得最多：{count} 人。" | "Busiest day: {day}, {count}.";
    busiest_hour(from, to, count) = "{from} 到 {to} 点来得最多：{count} 人。" | "Busiest hour: {from}:00 to {to}:00, {count}.";
}
