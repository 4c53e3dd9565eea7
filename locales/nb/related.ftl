related-title = Relatert innhold
related-watch = Se videoen
related-captions = Teksting
related-kind-link-page = Koblingsside
related-kind-article = Artikkel
related-kind-video = Video
related-kind-guide = Veiledning
