//! The poster studio.

texts! {
    /// The poster studio.
    Studio {
        Lead = "选好尺寸，预览就是印出来的样子。" | "Choose a size. What you see is what is printed.";
        Place = "哪个门的海报" | "Whose poster";
        Size = "尺寸" | "Size";
        SizeSticker = "门贴 120×160" | "Sticker 120×160";
        SizeTableStand = "桌面立牌" | "Table stand";
        Orientation = "方向" | "Orientation";
        Portrait = "竖" | "Portrait";
        Landscape = "横" | "Landscape";
        Bleed = "出血和裁切线" | "Bleed and crop marks";
        BleedNote = "只在送印刷厂时打开，四周多印 3 毫米。" | "Only for a print shop: 3 mm more on each side.";
        Mark = "中间加标志" | "A mark in the middle";
        MarkNote = "码会更密，同样大小要站得更近才能扫。" | "The code gets denser and is read from nearer by.";
        Preview = "预览" | "Preview";
        Download = "下载" | "Download";
        DownloadPdf = "PDF，适合打印" | "PDF, for printing";
        DownloadSvg = "SVG，给广告公司" | "SVG, for sign makers";
        DownloadPng = "PNG 图片" | "PNG picture";
        Print = "直接打印" | "Print here";
        PrintNote = "在打印对话框里选同样的纸张，缩放选 100%。" | "In the print dialog choose the same paper and a scale of 100 %.";
        Fold = "沿中线对折，正好立在桌上。" | "Fold along the middle and it stands on a table.";
        Missing = "这些字印不出来，海报上会略去：" | "These characters cannot be printed and are left out:";
        Shortened = "名称太长，这个尺寸上以省略号结尾。" | "The name is too long for this size and ends in an ellipsis.";
        TooLong = "网址太长，画不成二维码。请告诉运维人员。" | "The address is too long for a QR code. Please tell the operators.";
        NoPlaces = "还没有场所码" | "There is no code yet";
        NoPlacesText = "场所通过审核后，这里就能制作海报。" | "Posters are made here once the venue is approved.";
        Archive = "发码与下载记录" | "Issued and downloaded";
        ArchiveNote = "看清墙上挂的是不是最新的：每张海报都印着发码日期和期号。" | "See whether the newest one hangs: every poster carries its date and issue.";
        ArchiveEmpty = "还没有记录" | "Nothing yet";
        ArchiveEmptyText = "发出的场所码和下载的海报会列在这里。" | "Codes that were issued and posters that were downloaded are listed here.";
        Issue = "期号" | "Issue";
        Issued = "发码时间" | "Issued";
        State = "状态" | "State";
        Downloads = "下载" | "Downloads";
        Good = "有效" | "In force";
        Dead = "已失效，请换下" | "Works no more: take it down";
        Never = "没有下载过" | "Never downloaded";
    }
}

phrases! {
    module(size) = "码点 {size} 毫米" | "Dots of {size} mm";
    symbol(size) = "码宽 {size} 毫米" | "The code is {size} mm wide";
    readable(distance) = "约 {distance} 米内都能扫" | "Readable from about {distance} m";
    paper(width, height) = "{width} × {height} 毫米" | "{width} × {height} mm";
    dead_from(moment) = "有效，{moment} 起失效" | "In force until {moment}";
}
