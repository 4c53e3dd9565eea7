request-number = 编号
request-subject = 主题
request-organization = 组织
request-subscription = 订阅
request-bought = 购买方式
request-bought-partner = 通过合作伙伴
request-kind = 支持类型
request-topic = 话题
request-service = 服务
request-severity = 严重级别
request-proposed = 建议的严重级别
request-proposal = { $level } – { $name }。{ $reasons }
request-impact-statement = 业务影响
request-round-the-clock = 全天候联系人
request-state = 状态
request-first-answer = 首次响应
request-changed = 更改时间
request-contact-method = 联系方式
request-contact-phone = 电话
request-contact-email = 电子邮件
request-language = 语言
request-opened-by = 创建者
request-opened-at = 创建时间
request-agent = 支持人员
request-facts = 详细信息
request-promised = 承诺
request-state-open = 支持人员处理中
request-state-partner = { $partner } 处理中
request-state-waiting = 等待您回复
request-state-resolved = 已解决
request-state-closed = 已关闭
request-tab-all = 全部
request-tab-open = 未完成
request-views = 请求所属
request-view-own = 贵组织
request-view-customers = 您的客户
request-states = 状态
request-find = 编号或关键字
request-none = 尚无服务请求
request-none-text = 请先提问：大多数答案都已写在文章中。
request-none-found = 没有符合条件的服务请求
request-none-found-text = 请尝试其他词语或其他状态。
request-none-customers = 没有等待处理的客户请求
request-none-customers-text = 通过您购买的订阅的请求会显示在这里。
request-crumbs = 当前位置
request-promise = { $target }首次响应，计时时段：{ $hours }。
request-target-seconds = { $n ->
   *[other] { $n } 秒内
}
request-target-minutes = { $n ->
   *[other] { $n } 分钟内
}
request-target-hours = { $n ->
   *[other] { $n } 小时内
}
request-target-business-days = { $n ->
   *[other] { $n } 个工作日内
}
request-hours-always = 全天候
request-hours-whole-days = { $days }全天
request-hours-window = { $days } { $hours }
request-hours-zone = { $hours }（{ $zone }）
request-promise-until = 我们最迟于 { $when }（{ $zone }）回复您。
request-promise-answered = 首次响应时间：{ $when }。
request-promise-paused = 等待您回复期间暂停计时。
request-promise-partner = { $partner } 正在处理此请求。{ $operator }的承诺自转交时开始。
request-left = 剩余 { $duration }
request-late = 超时 { $duration }
request-side-agent = { $operator }支持人员
request-side-partner = 合作伙伴
request-side-customer = 客户
request-did-open = 创建了请求
request-did-assign = { $name } 现在负责此请求。
request-did-return = 请求正在等待下一位空闲的支持人员。
request-did-change-severity = 严重级别已从 { $from }（{ $fromname }）更改为 { $to }（{ $toname }）：{ $reason }
request-did-remind = 我们正在等待您的回复，特此提醒。
request-did-lower-severity = 由于未收到您的回复，严重级别已从 { $from }（{ $fromname }）降低到 { $to }（{ $toname }）。您回复后，级别将恢复。原因：{ $reason }
request-did-restore-severity = 收到您的回复后，严重级别已从 { $from }（{ $fromname }）恢复到 { $to }（{ $toname }）。
request-did-wait = 支持人员正在等待您的回复。
request-did-resolve = 由 { $name } 解决
request-did-close = 由 { $name } 关闭
request-did-reopen = 由 { $name } 重新打开
request-did-hand-on = 由 { $name } 转交给{ $operator }
request-text = 您的回复
request-files = 附件
request-files-note = 每个文件最大 { $most } MB。
request-reply = 回复
request-close = 关闭请求
request-close-confirm = 要关闭此服务请求吗？
request-reopen = 重新打开
request-reopen-why = 为什么需要重新打开此请求？
request-reopen-note = { $days ->
   *[other] 可在 { $days } 天内重新打开。
}
request-reopen-over = { $days ->
   *[other] 请求可在 { $days } 天内重新打开，现已超过期限。
}
request-resolve = 标记为已解决
request-hand-on = 转交给{ $operator }
request-hand-on-confirm = 要将此请求转交给{ $operator }吗？转交后它将从您的列表中移除。
flash-request-sent = 您的服务请求已发送。
flash-request-replied = 您的回复已发送。
flash-request-closed = 服务请求已关闭。
flash-request-reopened = 服务请求已重新打开。
flash-request-resolved = 服务请求已解决。
flash-request-handed-on = 服务请求已转交。
