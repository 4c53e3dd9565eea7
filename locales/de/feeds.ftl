feeds-title = Dienststatus: { $of }
feeds-maintenance = Geplante Wartung: { $of }
statuspage-none = Alle Dienste funktionieren
statuspage-minor = Einige Dienste sind beeinträchtigt
statuspage-major = Eine wichtige Funktion eines Dienstes ist nicht verfügbar
statuspage-critical = Ein Dienst ist nicht verfügbar
statuspage-maintenance = Es wird gewartet
