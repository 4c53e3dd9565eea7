guide-title = 分步排查
guide-lead = 每次回答一个问题，从最可能的原因开始。如果都无效，您的回答会一并交给支持人员。
guide-for-all = 适合所有人
guide-for-admins = 适合管理员
guide-for-admins-note = 本指南面向管理员：部分步骤需要您没有的权限。您可以浏览，并把当前进度给您的管理员看。
guide-none = 还没有指南
guide-none-text = 一旦有了指南，您就可以在这里找到。
guide-steps-at-most = 最多 { $n } 步
guide-progress = { $ahead ->
    [0] 第 { $step } 步，最后一步
   *[other] 第 { $step } 步，最多还有 { $ahead } 步
}
guide-progress-end = 指南结束
guide-changed = 本指南已有更改，请从这里继续。
guide-answer-next = 已完成，继续
guide-answer-yes = 是，现在正常了
guide-answer-no = 否，仍然不行
guide-given = 您目前的回答
guide-change = 更改
guide-again = 重新开始
guide-read = 了解更多
guide-contact-carried = 您的回答会一并提交，无需再次说明。发送之前您可以看到这些内容。
guide-contact-sign-in = 请先登录；您的回答会一并提交。发送之前您可以看到这些内容。
guide-ask-admin = 其余步骤可由您的管理员完成。请把您的排查结果转告管理员，以免从头再来。
guide-ask-admin-mail = 写信给管理员
guide-ask-admin-who = 谁是我的管理员？
guide-ask-admin-text = 显示可复制的文本
guide-message-lead = 我按照帮助中心的指南进行了排查，回答如下：
guide-told = 此前在指南中的回答：
guide-include = 一并发送这些回答
guide-include-hint = 这样可以省去询问：我们能看到您已经尝试过什么。
guide-begin = 分步解决
guide-about = 与此相关的分步排查
guide-kind = 指南
guide-all = 全部指南
guide-known = 目前已知
