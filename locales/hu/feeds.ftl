feeds-title = Szolgáltatásállapot: { $of }
feeds-maintenance = Tervezett karbantartás: { $of }
statuspage-none = Minden szolgáltatás működik
statuspage-minor = Egyes szolgáltatások korlátozottan működnek
statuspage-major = Egy szolgáltatás fontos funkciója nem érhető el
statuspage-critical = Egy szolgáltatás nem érhető el
statuspage-maintenance = Karbantartás zajlik
