feeds-title = 服务运行状况：{ $of }
feeds-maintenance = 计划内维护：{ $of }
statuspage-none = 所有服务正常
statuspage-minor = 部分服务性能受损
statuspage-major = 某项服务的主要功能不可用
statuspage-critical = 某项服务不可用
statuspage-maintenance = 正在进行维护
