tell-hello = 您好！
tell-code-subject = { $organization } 的验证码
tell-code-why = 有人正在与{ $operator }的 { $agent } 通话，并自称代表 { $organization }。以下验证码用于证明其身份：
tell-code-until = 验证码在 { $until } 之前有效，且仅用于本次通话。
tell-code-care = 只有在您主动致电时，才可将验证码告知支持代表。{ $operator }绝不会打电话向您索要验证码。如果贵组织没有人正在与我们通话，请勿将验证码告诉任何人，并提交服务请求。
tell-code-short = { $operator }：{ $code } 是您本次支持通话的验证码，{ $until } 之前有效。仅当您主动致电时才可告知。
tell-contact-subject = { $organization } 的注册联系方式已更改
tell-contact-added = { $person } 已将 { $contact } 添加到 { $organization } 的注册联系方式。电话支持的验证码也可以发送到此处。
tell-contact-removed = { $person } 已从 { $organization } 的注册联系方式中删除 { $contact }。验证码将不再发送到此处。
tell-contact-care = 如果这不是您的本意，请登录并更正，同时提交服务请求，以便{ $operator }了解情况。

error-proof-no-organization = 请先选择来电者代表哪个组织。
error-proof-no-call = 只能在通话期间发送和核对验证码。
error-proof-outgoing = 此通话由您拨出。验证码仅用于打给我们的电话。
error-proof-other-agent = { $name } 正在与此来电者通话，只有该客服人员可以发送和核对验证码。
error-proof-contacts-changed = 注册联系方式刚刚发生了更改，请重新选择。
error-proof-too-new = 此联系方式的注册时间太短。
error-proof-no-way = 无法向此联系方式发送任何内容。
error-proof-limit = 目前无法再为此组织发送验证码。
error-proof-digits = 验证码为 { $n } 位数字。
error-proof-no-code = 没有可核对的验证码：它已被使用、替换或已过期。请重新发送。
error-contact-known = 此联系方式已在列表中。
error-contact-most = 最多可注册 { $most } 个联系方式。请删除不再需要的联系方式。

flash-code-sent = 验证码正在发送。
flash-caller-proven = 来电者已通过验证，本次通话可查看该组织的信息。
flash-code-wrong-failed = 验证码不正确。请来电者再读一遍。
flash-code-locked-failed = 验证码不正确，且已没有剩余次数。请重新发送。
flash-contact-added = 已添加联系方式，并将通知其他联系方式。
flash-contact-removed = 已删除联系方式，并将通知所有联系方式。

proof-title = 身份验证
proof-unproven = 未验证
proof-by-number = 注册号码
proof-by-code = 已通过验证码验证
proof-outgoing = 由我方拨出
proof-since = 自 { $time } 起
proof-lead = 在来电者告知发送到注册联系方式的验证码之前，本次通话中该组织的信息保持锁定。
proof-lead-number = 来电号码已在此组织注册，无需验证码。
proof-lead-code = 来电者已告知发送到注册联系方式的验证码。
proof-lead-outgoing = 您主动致电此组织，因此没有锁定任何信息，也不需要验证码。口令可表明确实是支持部门来电。
proof-waits = 接听来电并选择组织后，即可发送验证码。
proof-other-agent = { $name } 正在与此来电者通话并进行验证。
proof-contacts = 将验证码发送到
proof-send = 发送验证码
proof-send-new = 重新发送验证码
proof-too-new = 注册时间太短，{ $time } 起可用。
proof-landline = 固定电话无法接收短信。
proof-no-mail = 此处无法发送邮件：尚未设置邮件服务器。
proof-no-text-messages = 此处无法发送短信：尚未设置短信网关。
proof-no-contact = 没有可接收验证码的联系方式。该组织的管理员可以登录并提交服务请求，由此确认提问者的身份。
proof-codes-left =
    { $n ->
       *[other] 一小时内还可为此组织发送 { $n } 个验证码。
    }
proof-codes-none = { $time } 之前无法再为此组织发送验证码。在此之前，管理员可以登录并提交服务请求。
proof-sent-to = 验证码已发送到 { $to }
proof-until = 有效期至 { $time }
proof-tries-left =
    { $n ->
       *[other] 还可尝试 { $n } 次
    }
proof-code = 来电者告知的验证码
proof-check = 核对
proof-of-another = 此验证码由其他客服人员发送，仅对其有效。请重新发送。
proof-locked = 验证码输入错误次数过多，上一个验证码已不能使用。
proof-expired = 上一个验证码已过期。
proof-word = 本次通话的口令
proof-word-hint = 当来电者询问您是否确实是支持人员时，请说出口令。该组织的管理员可在其页面上看到它。
proof-word-languages = 其他语言的口令
proof-back = 返回通话

delivery-waiting = 等待发送
delivery-sending = 正在发送
delivery-sent = 已发送
delivery-failed = 尚未发送；下次尝试：{ $time }
delivery-given_up = 无法发送
delivery-expired = 未能及时发送

own-calls-title = 与支持部门的通话
own-calls-lead = 当贵组织有人与支持部门通话时，您可以在此看到支持代表必须能说出的口令，从而确认对方确实是支持部门。
own-calls-none = 当前没有通话
own-calls-none-text = 以贵组织名义进行的通话会自动显示在此处。
own-calls-in = 有人从 { $number } 致电支持部门，正在与 { $agent } 通话。
own-calls-in-withheld = 有人以隐藏号码致电支持部门，正在与 { $agent } 通话。
own-calls-out = 支持部门的 { $agent } 拨打了 { $number }。
own-calls-since = 自 { $time } 起
own-calls-ask = 请询问口令。不知道口令的人不是支持人员：请挂断电话。
own-calls-care = 如果您和您的同事都没有参与此通话，请勿将验证码告诉任何人，并提交服务请求。
own-calls-proven = 已验证
own-calls-unproven = 尚未验证
own-calls-log = 谁证明了其代表我们
own-calls-log-none = 暂无记录
own-calls-log-none-text = 此处列出已发送的验证码、已验证的来电者以及注册联系方式的更改。

contacts-title = 注册联系方式
contacts-lead = 如果有人使用未列于此处的号码以贵组织的名义致电支持部门，则必须告知我们发送到以下联系方式之一的验证码。
contacts-wait = 新联系方式在添加 { $duration }后才会启用，并会立即通过邮件通知其他联系方式。这样，即使有人短暂获得帐户访问权限，也无法以贵组织的名义致电。
contacts-none = 暂无联系方式
contacts-none-text = 如果没有联系方式，任何人都无法在电话中证明其代表贵组织。
contacts-add = 添加联系方式
contacts-value = 电子邮件地址或电话号码
contacts-value-hint = 最好使用共享邮箱和手机；固定电话无法接收短信。
contacts-added = 添加时间：{ $time }
contacts-in-use = 使用中
contacts-from = { $time } 起启用
contacts-remove = 删除
contacts-remove-one = 删除 { $contact }
contacts-to = 更改注册联系方式

audit-title = 审核日志
audit-lead = 谁对谁的数据做了什么。条目永不更改，且不包含验证码或完整地址。
audit-when = 时间
audit-who = 人员
audit-organization = 组织
audit-what = 操作
audit-all = 全部
audit-show = 显示
audit-call = 通话
audit-only = 仅 { $name }
audit-clear = 重新显示全部
audit-none = 未找到
audit-none-text = 尚无此类条目。
audit-kind-caller_proven = 已验证的来电者
audit-kind-code_sent = 已发送的验证码
audit-kind-code_wrong = 错误的验证码
audit-kind-code_locked = 已锁定的验证码
audit-kind-contact_added = 添加的联系方式
audit-kind-contact_removed = 删除的联系方式
audit-caller_proven = 来电者已通过发送到 { $contact } 的验证码验证
audit-code_sent = 验证码已发送到 { $contact }
audit-code_wrong =
    { $n ->
       *[other] 验证码错误，还可尝试 { $n } 次
    }
audit-code_locked = 验证码错误次数过多：已锁定
audit-contact_added = 已将 { $contact } 添加到注册联系方式
audit-contact_removed = 已从注册联系方式中删除 { $contact }
