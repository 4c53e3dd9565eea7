//! The certificate that the program shows, read again whenever its files change: also if somebody puts others in their
//! place or turns a link to them, as certbot and Kubernetes do.

use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result};
use axum_server::tls_rustls::RustlsConfig;
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use tokio::time;

use crate::config::Tls;

const EVERY: Duration = Duration::from_secs(1);

/// What tells that a file is another: when it was written, how long it is, and which one the path leads to.
type Look = [Option<(SystemTime, u64, u64)>; 2];

/// A certificate that goes with its key, as of now.
pub fn read(tls: &Tls) -> Result<Arc<ServerConfig>> {
    let file = |path: &Path| fs::read(path).with_context(|| path.display().to_string());
    let (certificate, key) = (file(&tls.certificate)?, file(&tls.key)?);
    let chain: Vec<CertificateDer> =
        CertificateDer::pem_slice_iter(&certificate)
            .collect::<Result<_, _>>()
            .with_context(|| format!("{}: no certificates in PEM", tls.certificate.display()))?;
    let key = PrivateKeyDer::from_pem_slice(&key)
        .with_context(|| format!("{}: no private key in PEM", tls.key.display()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .context("the certificate and the key don't go together")?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Takes what the files hold whenever they have changed and came to rest. What can't be used leaves the certificate that
/// is shown in its place. Never ends.
pub async fn keep(tls: Tls, shown: RustlsConfig, mut read_at: Look) {
    let mut before = read_at;
    let mut ticks = time::interval(EVERY);
    loop {
        ticks.tick().await;
        let now = look(&tls);
        if now != read_at && now == before {
            read_at = now;
            match read(&tls) {
                Ok(config) => {
                    shown.reload_from_config(config);
                    tracing::info!("the certificate was read again");
                }
                Err(error) => tracing::error!("tls: the certificate stays the one before: {error:#}"),
            }
        }
        before = now;
    }
}

/// The files as they are; to be taken before they are read, so that no change is missed.
pub fn look(tls: &Tls) -> Look {
    [&tls.certificate, &tls.key].map(|path| {
        let known = fs::metadata(path).ok()?;
        Some((known.modified().ok()?, known.len(), place(&known)))
    })
}

#[cfg(unix)]
fn place(known: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(known)
}

#[cfg(not(unix))]
fn place(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(all(test, unix))]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpStream,
        os::unix::fs::symlink,
        path::PathBuf,
        process::Command,
        time::Instant,
    };

    use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

    use super::*;

    /// A private authority, and what it certifies.
    struct Authority(tempfile::TempDir);

    impl Authority {
        fn new() -> Authority {
            let authority = Authority(tempfile::tempdir().expect("a TLS server of a test"));
            authority.openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Authority -keyout ca.key -out ca.pem");
            authority
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn openssl(&self, arguments: &str) {
            let done = Command::new("openssl")
                .args(arguments.split(' '))
                .current_dir(&self.0)
                .output()
                .expect("a TLS server of a test");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }

        /// A folder with `tls.crt` and `tls.key` for localhost.
        fn certify(&self, folder: &str) -> PathBuf {
            fs::create_dir(self.path(folder)).expect("a TLS server of a test");
            fs::write(self.path("names"), "subjectAltName=DNS:localhost").expect("a TLS server of a test");
            self.openssl(&format!("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout {folder}/tls.key -out {folder}/asked.pem"));
            self.openssl(&format!("x509 -req -in {folder}/asked.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -extfile names -out {folder}/tls.crt"));
            self.path(folder)
        }

        fn trusted(&self) -> Arc<ClientConfig> {
            let mut roots = RootCertStore::empty();
            roots
                .add(CertificateDer::from_pem_file(self.path("ca.pem")).expect("a TLS server of a test"))
                .expect("a TLS server of a test");
            let provider = Arc::new(rustls::crypto::ring::default_provider());
            let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
            Arc::new(
                config.expect("a TLS server of a test").with_root_certificates(roots).with_no_client_auth(),
            )
        }
    }

    /// The certificate that the server shows, once it has answered over it.
    fn shown(port: u16, trusted: Arc<ClientConfig>) -> Vec<u8> {
        let client = ClientConnection::new(trusted, "localhost".try_into().expect("a TLS server of a test"))
            .expect("a TLS server of a test");
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("a TLS server of a test");
        let mut stream = StreamOwned::new(client, stream);
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("a TLS server of a test");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        stream.conn.peer_certificates().expect("a TLS server of a test")[0].to_vec()
    }

    fn der(folder: &Path) -> Vec<u8> {
        CertificateDer::from_pem_file(folder.join("tls.crt")).expect("a TLS server of a test").to_vec()
    }

    #[test]
    fn a_key_of_another_certificate_is_refused() {
        let authority = Authority::new();
        let (one, other) = (authority.certify("one"), authority.certify("other"));
        let tls = Tls { certificate: one.join("tls.crt"), key: other.join("tls.key") };
        let error = format!("{:#}", read(&tls).unwrap_err());
        assert!(error.contains("don't go together"), "{error}");
        let tls = Tls { certificate: one.join("tls.key"), key: one.join("tls.key") };
        assert!(read(&tls).is_err());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_certificate_follows_its_files_through_links_and_stays_when_they_are_broken() {
        let authority = Authority::new();
        let (one, two, three) =
            (authority.certify("one"), authority.certify("two"), authority.certify("three"));
        // As Kubernetes mounts a secret: the files are links into a folder that is a link.
        let current = authority.path("current");
        symlink(&one, &current).unwrap();
        let tls = Tls { certificate: current.join("tls.crt"), key: current.join("tls.key") };
        let turn_to = |folder: &Path| {
            let fresh = authority.path("fresh");
            symlink(folder, &fresh).unwrap();
            fs::rename(fresh, &current).unwrap();
        };

        let seen = look(&tls);
        let config = RustlsConfig::from_config(read(&tls).unwrap());
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = axum::Router::new().route("/healthz", axum::routing::get(async || "ok"));
        let server = axum_server::from_tcp_rustls(listener, config.clone()).unwrap();
        tokio::spawn(server.serve(router.into_make_service()));
        tokio::spawn(keep(tls, config, seen));

        let trusted = authority.trusted();
        let comes_to = async |folder: &Path| {
            let (wanted, until) = (der(folder), Instant::now() + Duration::from_secs(20));
            loop {
                let trusted = trusted.clone();
                let now = tokio::task::spawn_blocking(move || shown(port, trusted)).await.unwrap();
                if now == wanted {
                    return;
                }
                assert!(Instant::now() < until, "the certificate wasn't taken");
                time::sleep(Duration::from_millis(200)).await;
            }
        };
        comes_to(&one).await;
        turn_to(&two);
        comes_to(&two).await;

        let broken = authority.certify("broken");
        fs::copy(one.join("tls.key"), broken.join("tls.key")).unwrap();
        turn_to(&broken);
        time::sleep(EVERY * 3).await;
        comes_to(&two).await;

        turn_to(&three);
        comes_to(&three).await;
        // As certbot does: another file in the place of the old one.
        for name in ["tls.key", "tls.crt"] {
            fs::copy(one.join(name), authority.path("new")).unwrap();
            fs::rename(authority.path("new"), three.join(name)).unwrap();
        }
        comes_to(&one).await;
    }
}
