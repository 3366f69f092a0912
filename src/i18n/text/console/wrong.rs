//! What is wrong with a field of the console, and how to put it right.

texts! {
    /// What is wrong with a field.
    FormWrong {
        Missing = "请填写这一项" | "Please fill this in";
        Choose = "请选择一项" | "Please choose one";
        TooShort = "太短了" | "This is too short";
        TooLong = "太长了，请缩短" | "This is too long, please shorten it";
        Characters = "有不该出现的字符，请检查" | "There is a character that does not belong here";
        Shape = "格式不对，请检查" | "This is not of the right form, please check";
        Checksum = "校验不通过，有一位输错了，请逐位核对" | "One character is mistyped. Please compare them one by one";
        Date = "没有这个日期" | "There is no such date";
        DateInFuture = "日期在未来，请核对" | "The date is in the future, please check";
        Region = "地区代码不存在，请核对" | "There is no such region, please check";
        Unknown = "请从列表中选择" | "Please choose from the list";
        Range = "超出允许的范围" | "This is outside of what is possible";
        Conflict = "与别的内容重复或矛盾" | "This repeats or contradicts something else";
        LoginShape = "只能用字母、数字和 . - _ @" | "Letters, digits and . - _ @ only";
        LoginTaken = "已被使用，请换一个" | "Taken. Please choose another one";
        PasswordShort = "密码至少 12 个字符" | "A password has at least 12 characters";
        PasswordWeak = "这个密码太容易被猜到，请换一个" | "This password is too easy to guess. Please choose another one";
        PasswordWrong = "原密码不对" | "The old password is wrong";
        CodeWrong = "验证码不对。请等下一组数字，并检查手机时间" | "The code is wrong. Wait for the next one, and check the clock of your phone";
        CreditCode = "不是统一社会信用代码（18 位，照执照填写）" | "Not a unified social credit code (18 characters, as in the licence)";
        CreditCodeChecksum = "信用代码校验不通过，有一位输错了" | "A character of the credit code is mistyped";
        Phone = "不像电话号码，固话请写区号" | "Not a phone number. Write the area code of a landline";
        Position = "经纬度超出范围（纬度 -90 到 90，经度 -180 到 180）" | "Latitude is -90 to 90, longitude -180 to 180";
        Hours = "请至少选一天，并写清开门和关门时间" | "Choose at least one day, and when it opens and closes";
        HoursConflict = "有一天的时间重叠了" | "The times of a day overlap";
        ZonesMissing = "没有自己的场所码时，至少要有一个分区" | "Without a code of its own the venue needs at least one zone";
        ZoneConflict = "有两个分区同名" | "Two zones have the same name";
        ZonesTooMany = "最多 50 个分区" | "50 zones at most";
        Licence = "请上传执照照片" | "Please add a picture of the licence";
        OldCodes = "请选择今天到一年内的日期" | "Choose a day from today on, within a year";
        Reason = "请写明理由（1 到 500 字）" | "Give a reason (1 to 500 characters)";
        HourlyLimit = "请填 1 到 3600 之间的数" | "A number from 1 to 3600";
    }
}
