# 以 Microsoft Graph 的方式提问的程序会收到的内容。选项和标头的名称保持不变。
graph-method = 此地址不能使用这种方法。Allow 标头列出了可用的方法。
graph-options = 无法按原样回答此查询。{ $why }
graph-skiptoken = 此 $skiptoken 与查询不符。请原样使用 @odata.nextLink，或不带该令牌重新开始。
graph-too-many = 需要排序或计数的条目超过 { $most } 个。请使用针对 lastModifiedDateTime 的 $filter 缩小查询范围，或者省略 $orderby 和 $count 并依次访问 @odata.nextLink。
graph-message-ids = 请在 messageIds 中发送消息 ID 列表，列表至少包含一项，且不能过长。
