related-title = Verwandte Inhalte
related-watch = Video ansehen
related-captions = Untertitel
related-kind-link-page = Linkseite
related-kind-article = Artikel
related-kind-video = Video
related-kind-guide = Anleitung
