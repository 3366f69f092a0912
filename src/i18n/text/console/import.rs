//! Many applications from a table.

texts! {
    /// The import.
    ImportText {
        Title = "导入场所表格" | "Import a table of venues";
        Lead = "全部行都正确才会提交；有一行出错就一行也不提交，改好后重新导入。" | "All lines are submitted, or none: if one is wrong nothing is taken over. Correct it and import again.";
        Step1 = "1. 下载模板并填写" | "1. Download the template and fill it in";
        Template = "下载模板（CSV）" | "Download the template (CSV)";
        TemplateText = "一行一个场所。用 Excel 或 WPS 填写，另存为 CSV（UTF-8 或 GBK 都可以）。" | "One venue a line. Fill it in with any spreadsheet program and save it as CSV (UTF-8 or GBK).";
        Step2 = "2. 选择填好的表格" | "2. Choose the table";
        Drop = "把文件拖到这里，或" | "Drop the file here, or";
        Choose = "选择文件" | "Choose a file";
        Uploading = "正在检查" | "Checking";
        Done = "已全部提交" | "All of them are submitted";
        Wrong = "没有提交：有几行需要改正" | "Nothing was submitted: some lines are to be corrected";
        Line = "行号" | "Line";
        Venue = "场所名称" | "Venue";
        Problem = "问题" | "What is wrong";
        Empty = "表格里没有数据行" | "The table has no lines";
        EmptyText = "请在表头下面填写至少一行，再导入一次。" | "Fill in at least one line below the head and import it again.";
        ToList = "查看我的申请" | "See my applications";
    }
}

phrases! {
    imported(n) = "已提交 {n} 份申请，等待审核。" | "Submitted for review: {n}";
    line(n) = "第 {n} 行" | "Line {n}";
    wrong_lines(n) = "{n} 行有问题" | "Lines with problems: {n}";
}
