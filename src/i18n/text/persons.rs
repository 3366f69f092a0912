//! The page of oneself and the accompanying persons.

texts! {
    /// The persons of this device.
    Persons {
        Title = "同行人" | "Persons";
        Me = "本人" | "You";
        HereHint = "勾选今天和您在一起的人，扫码时一并登记。" | "Tick who is with you today. They are registered along with you.";
        NotRegistered = "您还没有登记" | "You are not registered yet";
        Empty = "还没有同行人" | "Nobody yet";
        EmptyText = "老人、孩子或外国朋友没有手机，添加一次，以后勾选就行。" | "Add an elder, a child or a guest once; after that just tick them.";
        Add = "添加同行人" | "Add a person";
        Correct = "更正" | "Correct";
        Remove = "移除" | "Remove";
        RemoveSelf = "撤回登记" | "Withdraw";
        RemoveAsk = "移除后，此人的登记立即撤销，身份信息将被销毁。已有的来访记录按期销毁。" | "The registration is withdrawn at once and the identity is destroyed. Visits made so far are destroyed when their time is over.";
        RemoveYes = "确定移除" | "Remove";
        RemoveNo = "保留" | "Keep";
        Removed = "已移除" | "Removed";
        RemovedLater = "已从本机移除；联网后撤销登记。" | "Removed here. The registration is withdrawn once you are online.";
        Once = "仅一次" | "Once";
        Expired = "已过期，请更正" | "Expired, please correct";
        TooManyPresent = "一次最多登记 10 位同行人。" | "At most 10 persons can come along at a time.";
    }
}

phrases! {
    valid_until(day) = "有效至 {day}" | "Valid until {day}";
    remove_whom(name) = "移除 {name}？" | "Remove {name}?";
    correct_whom(name) = "更正 {name}" | "Correct {name}";
}
