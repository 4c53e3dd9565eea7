record-title = 履约情况
record-lead = 支持服务的承诺兑现情况。
record-csv-figures = 导出统计 (CSV)
record-csv-cases = 导出明细 (CSV)
record-filters = 显示内容
record-promise = 承诺
record-from = 从
record-to = 至
record-every-severity = 所有严重级别
record-organization = 组织
record-every-organization = 所有组织
record-show = 显示
record-none = 暂无数据
record-none-text = 这些月份内没有此类承诺。请更换月份或减少筛选条件。

record-headline = 所示内容的汇总
record-share = 按时率
record-due = 已到期
record-met = 按时兑现
record-late = 超时
record-running = 进行中
record-late-median = 超时：中位数
record-late-most = 超时：九成以内
record-late-all = 超时：最长
record-still-late = { $n ->
   *[other] 超时的承诺中，有 { $n } 项仍未兑现。
}
record-note = 承诺计入其开始的月份（UTC），并计入其最后的严重级别。超时时长按工作时间计算，从期限到兑现为止。在期限之前即已失效的承诺（例如服务请求已关闭）不计入。

record-chart-counts = 按月份和严重级别统计的承诺
record-chart-shares = 按时兑现的比例
record-chart = { $title }：每个月的柱形图，数据见下方表格。
record-by-month = 按月份
record-month = 月份
record-by-organization = 按组织
record-of-organization = 该组织的履约情况

record-cases-all = 承诺
record-cases-due = 已到期的承诺
record-cases-met = 按时兑现的承诺
record-cases-late = 超时的承诺
record-cases-running = 进行中的承诺
record-outcome = 结果
record-late-by = 超时（工作时间）
record-began = 开始
record-due-at = 期限
record-met-at = 兑现
record-not-yet = 尚未兑现
