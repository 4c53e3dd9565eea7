use std::{
    collections::BTreeMap,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use centre::{finding::Settings, guides::Guides, policy::Policies};
use db::{Clock, Db, Store};
use post::{Gateway, GatewayConfig, Smtp, SmtpConfig, WeChat, WeChatConfig};
use serde::Deserialize;

use crate::{guides, policy, telling::Way, tls};

/// How the program runs. Every value has a default; `SERVUS_…` in the environment wins over the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The folder of the embedded database and the search index.
    pub data: PathBuf,
    /// `sqlite:PATH` or `postgres://…`; without it `servus.db` in the data folder.
    pub database: Option<String>,
    pub listen: SocketAddr,
    /// How people reach the centre, if that isn't the address that it listens on.
    pub base_url: Option<String>,
    /// A proxy in front sets `X-Forwarded-For` and keeps `Host`.
    pub behind_proxy: bool,
    /// The cloud that visitors see first.
    pub home_cloud: String,
    /// A folder of policies instead of the built-in ones.
    pub policies: Option<PathBuf>,
    /// A folder of guides instead of the built-in ones.
    pub guides: Option<PathBuf>,
    /// Search by what is meant as well as by words: some 60 MB of memory, and a moment's work for each article.
    pub meaning: bool,
    /// What is noted of those who look for something, and for how long.
    pub finding: Settings,
    pub tls: Option<Tls>,
    /// The server that takes mail; without it none goes out, and pages say so.
    pub mail: Option<SmtpConfig>,
    /// The gateway that takes text messages.
    pub text_messages: Option<GatewayConfig>,
    /// The WeChat official account of each cloud whose operator has one.
    pub wechat: BTreeMap<String, WeChatConfig>,
    /// Lets webhooks call this very machine, without TLS: for tests and trials only.
    pub webhooks_to_this_machine: bool,
    /// Made a manager, and given a sign-in link in the log, while there is no agent yet.
    pub first_admin: Option<FirstAdmin>,
}

/// PEM files; with them the program speaks TLS itself. They are read again when they change.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstAdmin {
    pub name: String,
    pub email: String,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            data: PathBuf::from("servus-data"),
            database: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            base_url: None,
            behind_proxy: false,
            home_cloud: "worldwide".into(),
            policies: None,
            guides: None,
            meaning: true,
            finding: Settings::default(),
            tls: None,
            mail: None,
            text_messages: None,
            wechat: BTreeMap::new(),
            webhooks_to_this_machine: false,
            first_admin: None,
        }
    }
}

impl Config {
    pub fn load(file: Option<&Path>) -> Result<Config> {
        let mut config = match file {
            Some(path) => {
                parse(path, &fs::read_to_string(path).with_context(|| path.display().to_string())?)?
            }
            None => Config::default(),
        };
        config.overlay(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
        config.check()?;
        Ok(config)
    }

    fn overlay(&mut self, env: impl Fn(&str) -> Option<String>) -> Result<()> {
        if let Some(data) = env("SERVUS_DATA") {
            self.data = data.into();
        }
        self.database = env("SERVUS_DATABASE").or(self.database.take());
        if let Some(listen) = env("SERVUS_LISTEN") {
            self.listen = listen.parse().context("SERVUS_LISTEN is not an address such as 127.0.0.1:8080")?;
        }
        self.base_url = env("SERVUS_BASE_URL").or(self.base_url.take());
        if let Some(yes) = env("SERVUS_BEHIND_PROXY") {
            self.behind_proxy = yes.parse().context("SERVUS_BEHIND_PROXY is neither true nor false")?;
        }
        if let Some(yes) = env("SERVUS_MEANING") {
            self.meaning = yes.parse().context("SERVUS_MEANING is neither true nor false")?;
        }
        if let Some(cloud) = env("SERVUS_HOME_CLOUD") {
            self.home_cloud = cloud;
        }
        self.policies = env("SERVUS_POLICIES").map(PathBuf::from).or(self.policies.take());
        self.guides = env("SERVUS_GUIDES").map(PathBuf::from).or(self.guides.take());
        if let (Some(certificate), Some(key)) = (env("SERVUS_TLS_CERTIFICATE"), env("SERVUS_TLS_KEY")) {
            self.tls = Some(Tls { certificate: certificate.into(), key: key.into() });
        }
        if let Some(url) = env("SERVUS_MAIL_URL") {
            let from = env("SERVUS_MAIL_FROM").unwrap_or_default();
            let mail = self.mail.get_or_insert(SmtpConfig { url: String::new(), from, reply_to: None });
            mail.url = url;
        }
        if let (Some(url), Some(gateway)) = (env("SERVUS_TEXT_MESSAGES_URL"), &mut self.text_messages) {
            gateway.url = url;
        }
        if let (Some(key), Some(gateway)) = (env("SERVUS_TEXT_MESSAGES_KEY"), &mut self.text_messages) {
            gateway.headers.insert("Authorization".into(), key);
        }
        if let Some(secret) = env("SERVUS_WECHAT_SECRET") {
            for account in self.wechat.values_mut().filter(|account| account.secret.is_empty()) {
                account.secret = secret.clone();
            }
        }
        if let Some(yes) = env("SERVUS_WEBHOOKS_TO_THIS_MACHINE") {
            self.webhooks_to_this_machine =
                yes.parse().context("SERVUS_WEBHOOKS_TO_THIS_MACHINE is neither true nor false")?;
        }
        if let Some(email) = env("SERVUS_FIRST_ADMIN_EMAIL") {
            let name = env("SERVUS_FIRST_ADMIN_NAME").unwrap_or_else(|| email.clone());
            self.first_admin = Some(FirstAdmin { name, email });
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        let url = self.base_url();
        if !(url.starts_with("http://") || url.starts_with("https://")) || url.ends_with('/') {
            bail!("base_url: expected https://… or http://… without a slash at the end, not {url}");
        }
        if let Some(database) = &self.database {
            Store::parse(database).context("database")?;
        }
        if let Some(tls) = &self.tls {
            tls::read(tls).context("tls")?;
        }
        self.ways().map(drop)
    }

    pub fn base_url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        self.base_url.clone().unwrap_or_else(|| format!("{scheme}://{}", self.listen))
    }

    /// By what mail and text messages go out.
    pub fn ways(&self) -> Result<Vec<Way>> {
        let mut ways = Vec::new();
        if let Some(mail) = &self.mail {
            ways.push(Way::Mail(Smtp::new(mail).map_err(|why| anyhow::anyhow!("mail.{why}"))?));
        }
        if let Some(gateway) = &self.text_messages {
            let gateway = Gateway::new(gateway).map_err(|why| anyhow::anyhow!("text_messages.{why}"))?;
            ways.push(Way::TextMessages(gateway));
        }
        for (cloud, account) in &self.wechat {
            let account = WeChat::new(account).map_err(|why| anyhow::anyhow!("wechat.{cloud}.{why}"))?;
            ways.push(Way::Account(cloud.clone(), account));
        }
        Ok(ways)
    }

    /// Where it is kept how the services were last known to be.
    pub fn known_health(&self) -> PathBuf {
        self.data.join("health.json")
    }

    pub fn policies(&self) -> Result<Policies> {
        let policies = policy::read(self.policies.as_deref())?;
        if policies.cloud(&self.home_cloud).is_none() {
            bail!("home_cloud: there is no policy for {}", self.home_cloud);
        }
        Ok(policies)
    }

    /// Those that go with the policies.
    pub fn guides(&self, policies: &Policies) -> Result<Guides> {
        guides::read(self.guides.as_deref(), policies)
    }

    pub fn open(&self) -> Result<Db> {
        fs::create_dir_all(&self.data).with_context(|| self.data.display().to_string())?;
        let store = match &self.database {
            Some(database) => Store::parse(database).context("database")?,
            None => Store::Sqlite(self.data.join("servus.db")),
        };
        // Each has a page cache of its own.
        let readers = std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
        let config = db::Config { store, migrations: centre::MIGRATIONS, clock: Clock::system(), readers };
        Db::open(config).context("the database")
    }
}

fn parse(path: &Path, text: &str) -> Result<Config> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        anyhow::anyhow!("{}:{line}: {}", path.display(), error.message())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_in_the_file_is_told_with_its_line() {
        let text = "\nhome_clout = \"china\"\n";
        let error = parse(Path::new("servus.toml"), text).unwrap_err().to_string();
        assert!(error.starts_with("servus.toml:2: unknown field `home_clout`"), "{error}");
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let mut config = parse(Path::new("f"), "listen = \"127.0.0.1:1\"\nbehind_proxy = true").unwrap();
        config.overlay(|name| (name == "SERVUS_LISTEN").then(|| "0.0.0.0:2".into())).unwrap();
        assert_eq!(config.listen.to_string(), "0.0.0.0:2");
        assert!(config.behind_proxy);
    }

    #[test]
    fn how_mail_and_text_messages_go_out_is_checked_before_anything_does() {
        let read = |text: &str| {
            let mut config = parse(Path::new("f"), text).unwrap();
            config.overlay(|name| {
                (name == "SERVUS_MAIL_URL").then(|| "smtps://a:geheim@mail.example".into())
            })?;
            config.ways().map(|ways| (ways.len(), format!("{config:?}")))
        };
        let from = "[mail]\nfrom = \"Servus <help@contoso.example>\"\n";
        let gateway = "[text_messages]\nurl = \"https://sms.example\"\nheaders = { X-Key = \"geheim\" }\n\
                       json = { to = [\"{to}\"], text = \"{text}\" }\n";
        let (ways, shown) = read(&format!("{from}{gateway}")).unwrap();
        assert_eq!(ways, 2);
        assert!(!shown.contains("geheim"), "{shown}");
        let wrong = read("[mail]\nfrom = \"nobody\"").unwrap_err().to_string();
        assert!(wrong.starts_with("mail.from: nobody is no address"), "{wrong}");
        let wrong = read(&format!("{from}[text_messages]\nurl = \"https://sms.example\"")).unwrap_err();
        assert_eq!(wrong.to_string(), "text_messages.either form or json says what is sent");
    }

    #[test]
    fn a_base_url_is_an_address_without_a_slash_at_the_end() {
        for (url, good) in
            [("https://help.contoso.example", true), ("help.contoso.example", false), ("https://a/", false)]
        {
            let config = Config { base_url: Some(url.into()), ..Config::default() };
            assert_eq!(config.check().is_ok(), good, "{url}");
        }
    }
}
