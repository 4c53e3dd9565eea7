feeds-title = Tjenestetilstand: { $of }
feeds-maintenance = Planlagt vedlikehold: { $of }
statuspage-none = Alle tjenester fungerer
statuspage-minor = Noen tjenester er svekket
statuspage-major = En viktig funksjon i en tjeneste er utilgjengelig
statuspage-critical = En tjeneste er utilgjengelig
statuspage-maintenance = Vedlikehold pågår
