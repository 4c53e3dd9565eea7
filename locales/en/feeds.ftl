feeds-title = Service health: { $of }
feeds-maintenance = Planned maintenance: { $of }
statuspage-none = All services are working
statuspage-minor = Some services are impaired
statuspage-major = A major function of a service is unavailable
statuspage-critical = A service is unavailable
statuspage-maintenance = Maintenance is going on
