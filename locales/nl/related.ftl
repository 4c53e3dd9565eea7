related-title = Verwante inhoud
related-watch = De video bekijken
related-captions = Ondertiteling
related-kind-link-page = Koppelingenpagina
related-kind-article = Artikel
related-kind-video = Video
related-kind-guide = Stapsgewijze hulp
