//! Words that stand on many pages of the console.

texts! {
    /// Words of many pages.
    Kit {
        Cancel = "取消" | "Cancel";
        Save = "保存" | "Save";
        Saving = "正在保存…" | "Saving…";
        Close = "关闭" | "Close";
        Copy = "复制" | "Copy";
        Copied = "已复制" | "Copied";
        CopyFailed = "浏览器不允许复制，请手动选中复制" | "The browser does not allow copying. Select the text and copy it by hand";
        Remove = "移除" | "Remove";
        Venue = "场所" | "Venue";
        Unread = "请先填写完整" | "Fill in everything first";
    }
}

phrases! {
    until(moment) = "有效至 {moment}" | "Good until {moment}";
}
