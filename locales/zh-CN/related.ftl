related-title = 相关内容
related-watch = 观看视频
related-captions = 字幕
related-kind-link-page = 链接页
related-kind-article = 文章
related-kind-video = 视频
related-kind-guide = 指南
