related-title = Kapcsolódó tartalom
related-watch = Videó megtekintése
related-captions = Feliratok
related-kind-link-page = Hivatkozásoldal
related-kind-article = Cikk
related-kind-video = Videó
related-kind-guide = Útmutató
