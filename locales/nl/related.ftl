related-title = Verwante inhoud
related-watch = Video bekijken
related-captions = Ondertiteling
related-kind-link-page = Koppelingspagina
related-kind-article = Artikel
related-kind-video = Video
related-kind-guide = Stapsgewijze hulp
