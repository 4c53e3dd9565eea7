related-title = Related content
related-watch = Watch the video
related-captions = Captions
related-kind-link-page = Link page
related-kind-article = Article
related-kind-video = Video
related-kind-guide = Guide
