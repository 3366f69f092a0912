//! Numbered slips for an outage.

texts! {
    /// Slips.
    Slips {
        Lead = "停电断网前打印好，一位客人一张；恢复后在这里补录。" | "Print them before an outage, one slip a guest, and key them in here afterwards.";
        PrintTitle = "打印编号条" | "Print slips";
        Count = "张数" | "How many";
        CountHint = "一页 8 张，最多 400 张。" | "8 on a page, 400 at most.";
        CountWrong = "请填 1 到 400 之间的数" | "A number from 1 to 400";
        Make = "生成并打印" | "Make and print";
        Making = "正在生成…" | "Making them…";
        PrintAgain = "再打印一次" | "Print again";
        Leave = "离开本页前请打印好：这些编号不会再次给出。" | "Print before you leave this page: these numbers are not given out again.";
        KeyTitle = "补录" | "Key in";
        Number = "编号" | "Number";
        NumberGood = "编号无误" | "The number is right";
        NumberMistyped = "编号有一位输错了" | "One digit of the number is mistyped";
        NumberOdd = "编号是九位数字" | "A number has nine digits";
        NumberMissing = "请填写编号" | "Enter the number";
        NumberAgain = "这张刚才录过了" | "This one was keyed in just now";
        Day = "日期" | "Day";
        Clock = "时间" | "Time";
        TimeMissing = "请照编号条填写时间" | "Enter the time on the slip";
        TimeFuture = "时间在未来，请核对" | "The time is in the future. Please compare";
        Save = "录入" | "Key in";
        Saved = "已录入" | "Keyed in";
        Done = "已录入的编号条" | "Keyed in at this desk";
        SlipTitle = "来访登记条" | "Visit slip";
        SlipName = "姓名" | "Name";
        SlipDocument = "证件与号码" | "Document and number";
        SlipPhone = "电话" | "Phone";
        SlipTime = "日期和时间" | "Day and time";
        SlipKeep = "补录后请立即碎掉。" | "Shred it once it is keyed in.";
    }
}

phrases! {
    missing_digits(count) = "还差 {count} 位" | "{count} more digits";
    ready(count, pages) = "{count} 张，共 {pages} 页 A4" | "{count} slips on {pages} pages of A4";
    keyed(count) = "已录入 {count} 张" | "{count} keyed in";
}
