//! Keys and members of the authority.

texts! {
    /// The page of keys.
    Keys {
        Lead = "解密只在这个浏览器里进行。私钥用口令保护，从不发送给服务器。" | "Decrypting happens in this browser alone. Private keys stay under your passphrase and are never sent to the server.";
        OwnTitle = "您的密钥" | "Your own key";
        MakeText = "先设置一个口令，再生成您自己的密钥。口令无法找回，请用能记住的一句话。" | "Choose a passphrase and make your own key. Nobody can give a lost passphrase back: take a sentence that you remember.";
        Passphrase = "口令" | "Passphrase";
        PassphraseHint = "至少 12 个字符" | "At least 12 characters";
        Again = "再输入一次口令" | "The passphrase once more";
        AgainWrong = "两次输入的口令不一样" | "The two passphrases differ";
        Make = "生成密钥" | "Make the key";
        Made = "密钥已生成并保存在这个浏览器。请立即下载文件另存一份：清除浏览数据会删掉它。" | "Your key is made and kept in this browser. Download the file now, too: clearing the browser's data deletes it.";
        NotKept = "这个浏览器不保存数据：请下载密钥文件，下次从文件打开。" | "This browser keeps nothing: download the key file, and open it from there next time.";
        OpenText = "这个浏览器里有您的密钥。输入口令打开；离开这些页面、退出登录或 15 分钟不使用后自动关闭。" | "Your key is in this browser. Open it with your passphrase; it closes by itself when you leave these pages, sign out, or do nothing for 15 minutes.";
        OpenFileText = "输入这个密钥文件的口令。" | "Enter the passphrase of this key file.";
        Open = "打开密钥" | "Open the key";
        Opening = "正在打开…" | "Opening…";
        FromFile = "从密钥文件打开" | "Open a key file";
        MakeInstead = "这会换成另一把密钥，不是更改口令。同事要先把新密钥加入名册，您才能继续工作；原来的密钥文件仍留在这个浏览器里。" | "This makes another key; it does not change the passphrase. You can work on only when your colleagues have put the new key into the roster. The file that you have stays in this browser.";
        Earlier = "这个浏览器保存的其他密钥" | "Other keys that this browser keeps";
        TakeEarlier = "使用这一把" | "Take this one";
        MakeNew = "生成新密钥" | "Make a new key";
        IsOpen = "密钥已打开" | "The key is open";
        Fingerprint = "指纹" | "Fingerprint";
        Download = "下载密钥文件" | "Download the key file";
        Lock = "关闭密钥" | "Close the key";
        OtherSent = "服务器上登记的不是这把密钥。改用这把后，需要两个岗位重新同意您加入。" | "The server knows another key of yours, or none. If you use this one, both roles must agree to it anew.";
        UseThis = "改用这把密钥" | "Use this key";
        Sent = "已登记您的公钥" | "Your public key is registered";
        RosterTitle = "名册" | "The roster";
        RosterText = "名册写明谁有哪把密钥，由两个岗位共同签名。与同事用电话核对指纹。" | "The roster says who has which key, signed by both roles. Compare its fingerprint with colleagues by telephone.";
        Version = "版本" | "Version";
        ChainTitle = "名册不可信，请停止操作" | "The roster cannot be trusted. Stop here";
        ChainBroken = "有一份名册不是接着上一份、或缺少两个岗位的签名。服务器可能被人改动。请联系两个岗位的同事当面核对。" | "A roster does not follow the one before, or lacks the signatures of both roles. Somebody may have altered the server. Meet colleagues of both roles and compare.";
        ChainForeign = "这些名册不是由本岗位的密钥签署的。服务器可能换成了别人的名册。请联系两个岗位的同事当面核对。" | "These rosters were not signed by your role's own key. Somebody may have put others in their place. Meet colleagues of both roles and compare.";
        ChainReplaced = "这个浏览器见过的名册不见了。服务器可能换成了别的名册或旧名册。请联系两个岗位的同事当面核对。" | "The roster that this browser has seen is missing. Somebody may have put another or an older one in its place. Meet colleagues of both roles and compare.";
        NoRoster = "还没有名册。两个岗位各由一人创建密钥，再共同签署第一份名册。" | "There is no roster yet. One person of each role founds it; then both sign the first roster.";
        Founded = "已创建" | "Founded";
        NotFounded = "尚未创建" | "Not founded yet";
        Found = "创建本岗位密钥" | "Found your role";
        ComposeFirst = "提出第一份名册" | "Propose the first roster";
        NotMember = "您的密钥还不在名册里。请一位同事用电话核对您的指纹后把您加入，再由另一岗位同意。" | "Your key is not in the roster yet. Ask a colleague to compare your fingerprint by telephone and add you; the other role then agrees.";
        NoRoleKey = "您还没有本岗位的密钥。请同事在此页点“补发密钥”，或用恢复单恢复。" | "You do not have your role's key yet. Ask a colleague to press Give keys here, or use the recovery sheet.";
        MissingKeys = "本岗位的旧密钥有缺：更早的记录会显示为无法解密。" | "Some older keys of your role are missing: earlier records will show as sealed.";
        Give = "补发密钥" | "Give keys";
        GiveText = "有同事缺少本岗位的密钥。" | "Some colleagues lack keys of your role.";
        Given = "已补发" | "The keys are given";
        People = "两个岗位的人员" | "People of both roles";
        Name = "姓名" | "Name";
        RoleHead = "岗位" | "Role";
        State = "状态" | "State";
        Member = "成员" | "Member";
        Asks = "申请加入" | "Asks to join";
        Changed = "换了密钥" | "Has a new key";
        NoKey = "还没有密钥" | "No key yet";
        HasKey = "已有密钥" | "Has a key";
        Myself = "您" | "You";
        Add = "加入名册" | "Add";
        AddTitle = "指纹核对过了吗？" | "Did you compare the fingerprint?";
        AddText = "请用电话听对方念出指纹，与这里逐组相同再加入。指纹不同就是别人的密钥。" | "Let the person read the fingerprint out by telephone and add them only if every group is the same. Another fingerprint is somebody else's key.";
        Remove = "移出名册" | "Remove";
        RemoveTitle = "移出这位成员？" | "Remove this member?";
        RemoveText = "另一岗位同意后，对方不能再提交、审批或查看案例。对方可能还留有本岗位的密钥，移出后请更换密钥。" | "Once the other role agrees, this person can file, approve and see no cases any more. They may still have the role's key: replace it afterwards.";
        Rotate = "更换本岗位密钥" | "Replace your role's key";
        RotateText = "成员离开或密钥可能泄露时更换。新记录用新密钥，旧密钥留给旧记录。新恢复单也能打开旧记录；新名册生效前请保留旧恢复单。" | "Do so when somebody left or a key may have leaked. New records use the new key; the old one stays for old records. The new sheet opens old records, too; keep the old sheet until the new roster is in force.";
        Proposed = "已提交，等待另一岗位同意" | "Proposed. It waits for the other role";
        ProposalTitle = "等待同意的名册" | "A roster that waits for agreement";
        ProposalFirst = "第一份名册" | "The first roster";
        ProposalOwn = "由本岗位提出，等待另一岗位同意。" | "Proposed by your role; the other role has to agree.";
        ProposalOther = "由另一岗位提出。同意前请用电话核对新成员的指纹。" | "Proposed by the other role. Compare the fingerprints of new members by telephone before you agree.";
        ProposalOdd = "这份名册不是接着现在的名册，或没有提出岗位的签名。请撤掉。" | "This roster does not follow the one in force, or lacks the signature of the role that is said to propose it. Take it away.";
        Agree = "同意" | "Agree";
        Agreed = "新名册已生效" | "The new roster is in force";
        TakeAway = "撤掉" | "Take it away";
        TakenAway = "已撤掉" | "It is taken away";
        SheetTitle = "恢复单" | "Recovery sheet";
        SheetWhy = "所有成员的密钥和恢复单都丢失后，已有的登记将永远无法解密，谁也恢复不了。请打印恢复单，放进保险柜，不要拍照或存进电脑。" | "If all members' keys and this sheet are lost, everything that was registered stays sealed for ever; nobody can bring it back. Print the sheet, lock it away, and keep no photo or file of it.";
        Print = "打印恢复单" | "Print the sheet";
        SheetKept = "恢复单已打印，并已放到安全的地方" | "The sheet is printed and in a safe place";
        SheetGo = "继续" | "Go on";
        SheetRole = "岗位密钥" | "Key of the role";
        SheetWords = "按顺序输入这 24 个词即可恢复，也可以扫码得到同样的内容。" | "Type these 24 words in their order to recover the key, or scan the code, which says the same.";
        SheetSecret = "谁拿到这张纸，谁就有这个岗位的密钥。" | "Whoever has this sheet has the key of the role.";
        RecoverTitle = "恢复本岗位密钥" | "Recover your role's key";
        RecoverText = "输入恢复单上的 24 个词，或粘贴二维码的内容。" | "Type the 24 words of the sheet, or paste what its code says.";
        Sheet = "恢复单内容" | "What the sheet says";
        Recover = "恢复" | "Recover";
        RecoverFileText = "也可以用离线电脑上生成的岗位密钥文件恢复。" | "Or take the role's key file that was made on an offline machine.";
        ChooseRoleFile = "选择岗位密钥文件" | "Choose a role's key file";
        RoleFileHint = "这个岗位密钥文件的口令" | "The one of this key file";
        FoundByFile = "用离线电脑上生成的密钥文件创建" | "Found it with a key file from an offline machine";
        Recovered = "本岗位的密钥已恢复。现在可以把自己加入名册或给自己补发密钥。" | "Your role's key is back. Now add yourself to the roster, or give yourself the key.";
        Joins = "加入" | "joins";
        NewKey = "换成新密钥" | "gets a new key";
        Leaves = "离开" | "leaves";
        Rotated = "岗位更换密钥" | "get a new key for their role";
    }
}

texts! {
    /// Why keys do not do what they should.
    KeyFault {
        Title = "没有成功" | "This did not work";
        ShortPassphrase = "口令至少要 12 个字符。" | "A passphrase needs at least 12 characters.";
        LongPassphrase = "口令太长。" | "The passphrase is too long.";
        WrongPassphrase = "口令不对，或文件被改动过。" | "The passphrase is wrong, or the file was altered.";
        HalfFile = "这个密钥文件不完整，可能没有下载完。请换一份。" | "This key file is not whole; it may not have been downloaded to its end. Take another copy.";
        NoKeyFile = "这不是密钥文件。" | "This is no key file.";
        RoleFile = "这是岗位密钥的文件。请先打开您自己的密钥，再用它创建或恢复岗位密钥。" | "This file holds a role's key. Open your own key first; then found or recover the role with this file.";
        MemberFile = "这是个人密钥的文件，不是岗位密钥的文件。" | "This file holds a person's key, not a role's.";
        UnknownSuite = "这个文件由更新的版本生成，请刷新页面。" | "This file was made by a newer version. Reload the page.";
        Locked = "密钥已关闭，请重新打开。" | "Your key is closed. Open it again.";
        NoRoleKey = "您没有本岗位现在的密钥。" | "You do not have the current key of your role.";
        NoSheet = "这不是恢复单的内容：词有误、缺少或顺序不对。" | "This is no recovery sheet: a word is wrong, missing or out of order.";
        OtherSheet = "这张恢复单属于另一把密钥。" | "This sheet belongs to another key.";
        Misfit = "名册在此期间变了，请刷新后再试。" | "The roster has changed meanwhile. Reload and try again.";
        SealedCase = "这个案例无法用您的密钥打开，或内容被改动过。" | "This case cannot be opened with your keys, or it was altered.";
        OtherSubject = "申请内容与案例类型不符（人员或场所），不能放行。" | "The request does not fit what the case is about, persons or a place; nothing is released.";
        StrangeTracer = "提交人的密钥不在现在的名册里，不能放行。" | "The tracer's key is not in the roster in force; nothing is released to it.";
        NoFile = "文件无法生成。" | "The file cannot be written.";
        HalfTraced = "解密还没有完成，请完成后再试。" | "Decrypting is not finished. Try again when it is.";
        OddAnswer = "服务器的回答与所问的不符，已停止。请重新开始。" | "The server's answer does not fit the question, so this was stopped. Begin anew.";
        NoRandom = "浏览器不提供随机数，无法生成密钥。" | "The browser gives no random numbers, so that no key can be made.";
        Gone = "解密程序没有启动或已中断，密钥已关闭。请重新打开密钥。" | "The part of the page that decrypts did not start or broke off; your key is closed. Open it again.";
    }
}
