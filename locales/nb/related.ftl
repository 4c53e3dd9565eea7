related-title = Relatert innhold
related-watch = Se videoen
related-captions = Undertekster
related-kind-link-page = Koblingsside
related-kind-article = Artikkel
related-kind-video = Video
related-kind-guide = Veiledning
