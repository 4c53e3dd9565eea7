//! Where something may be sent to whose address a stranger chose: never to this house or its neighbours.

use std::{
    fmt, io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// An address that was chosen by a stranger, as far as it can be judged without a look at the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination(pub(crate) Uri);

/// Why nothing is sent there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// No address of the form `https://host/…`.
    Malformed,
    /// Not over TLS.
    Open,
    /// A name and password in it would be kept and shown.
    Password,
    /// Of this machine, of its network, or of nobody.
    NotPublic,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unfit::Malformed => "no address of the form https://host/…",
            Unfit::Open => "not over TLS",
            Unfit::Password => "a password in the address",
            Unfit::NotPublic => "the address is not a public one",
        })
    }
}

const LONGEST: usize = 2_000;

impl Destination {
    /// `local` also lets this very machine be called, without TLS: for tests and trials.
    pub fn parse(text: &str, local: bool) -> Result<Destination, Unfit> {
        let is_plain = text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic());
        let uri: Uri = text.parse().ok().filter(|_| is_plain).ok_or(Unfit::Malformed)?;
        let authority = uri.authority().ok_or(Unfit::Malformed)?;
        if authority.as_str().contains('@') {
            return Err(Unfit::Password);
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        let ip = host.parse::<IpAddr>().ok();
        let is_this_machine = host == "localhost" || ip.is_some_and(|ip| ip.is_loopback());
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if local && is_this_machine => return Ok(Destination(uri)),
            Some("http") => return Err(Unfit::Open),
            _ => return Err(Unfit::Malformed),
        }
        if host.is_empty() || authority.port_u16() == Some(0) {
            return Err(Unfit::Malformed);
        }
        let fits = ip.is_none_or(|ip| is_public(ip) || (local && ip.is_loopback()));
        if fits { Ok(Destination(uri)) } else { Err(Unfit::NotPublic) }
    }
}

/// Whether an address belongs to somebody out there, as the registries of special addresses say.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    /// What isn't anybody's, or is this network's.
    const SPECIAL: [(Ipv4Addr, u32); 17] = [
        (Ipv4Addr::new(0, 0, 0, 0), 8),
        (Ipv4Addr::new(10, 0, 0, 0), 8),
        // Carriers' own; some clouds keep their metadata here.
        (Ipv4Addr::new(100, 64, 0, 0), 10),
        (Ipv4Addr::new(127, 0, 0, 0), 8),
        // Link-local, with the metadata of most clouds.
        (Ipv4Addr::new(169, 254, 0, 0), 16),
        // A cloud's door to its own machines, though it looks public.
        (Ipv4Addr::new(168, 63, 129, 16), 32),
        (Ipv4Addr::new(172, 16, 0, 0), 12),
        (Ipv4Addr::new(192, 0, 0, 0), 24),
        (Ipv4Addr::new(192, 0, 2, 0), 24),
        (Ipv4Addr::new(192, 31, 196, 0), 24),
        (Ipv4Addr::new(192, 52, 193, 0), 24),
        (Ipv4Addr::new(192, 88, 99, 0), 24),
        (Ipv4Addr::new(192, 168, 0, 0), 16),
        (Ipv4Addr::new(198, 18, 0, 0), 15),
        (Ipv4Addr::new(198, 51, 100, 0), 24),
        (Ipv4Addr::new(203, 0, 113, 0), 24),
        // Multicast, reserved, broadcast.
        (Ipv4Addr::new(224, 0, 0, 0), 3),
    ];
    !SPECIAL.iter().any(|(net, bits)| (ip.to_bits() ^ net.to_bits()) >> (32 - bits) == 0)
}

/// Only global unicast, and of that nothing which stands for another address or for nobody's.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    const GLOBAL: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
    const SPECIAL: [(Ipv6Addr, u32); 5] = [
        // Protocols, among them Teredo, which holds an IPv4 address.
        (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
        (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
        // 6to4 holds an IPv4 address.
        (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
        (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48),
        (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
    ];
    let lies_in = |(net, bits): (Ipv6Addr, u32)| (ip.to_bits() ^ net.to_bits()) >> (128 - bits) == 0;
    lies_in(GLOBAL) && !SPECIAL.into_iter().any(lies_in)
}

/// Looks names up and answers with what will be connected to: whatever a name meant a moment before doesn't count.
#[derive(Debug)]
pub(crate) struct PublicOnly {
    pub local: bool,
}

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let fits = |ip: IpAddr| is_public(ip) || (self.local && ip.is_loopback());
        // A name that means both is up to something.
        if found.iter().all(|address| fits(address.ip())) {
            Ok(found)
        } else {
            Err(Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, Unfit::NotPublic.to_string())))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_out_there_is_not_public() {
        for ip in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "168.63.129.16",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::808:808",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "100::1",
            "5f00::1",
            "3fff::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450:4001::1",
            "2400::1",
            "2001:4860:4860::8888",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn an_address_is_judged_before_anything_is_sent() {
        for (text, judged) in [
            ("https://hooks.contoso.example/servus?a=b", None),
            ("https://hooks.contoso.example:8443", None),
            ("https://8.8.8.8/", None),
            ("https://[2606:4700::1111]/", None),
            ("http://hooks.contoso.example/", Some(Unfit::Open)),
            ("http://127.0.0.1:9/", Some(Unfit::Open)),
            ("https://anna:geheim@hooks.contoso.example/", Some(Unfit::Password)),
            ("https://hooks.contoso.example@127.0.0.1/", Some(Unfit::Password)),
            ("https://127.0.0.1/", Some(Unfit::NotPublic)),
            ("https://[::1]/", Some(Unfit::NotPublic)),
            ("https://[::ffff:169.254.169.254]/", Some(Unfit::NotPublic)),
            ("https://169.254.169.254/latest/meta-data", Some(Unfit::NotPublic)),
            ("ftp://hooks.contoso.example/", Some(Unfit::Malformed)),
            ("file:///etc/passwd", Some(Unfit::Malformed)),
            ("/servus", Some(Unfit::Malformed)),
            ("hooks.contoso.example", Some(Unfit::Malformed)),
            ("https://", Some(Unfit::Malformed)),
            ("https://a b/", Some(Unfit::Malformed)),
            ("https://häuser.example/", Some(Unfit::Malformed)),
            ("", Some(Unfit::Malformed)),
        ] {
            assert_eq!(Destination::parse(text, false).err(), judged, "{text}");
        }
        assert!(Destination::parse("http://127.0.0.1:9/", true).is_ok());
        assert!(Destination::parse("http://localhost:9/", true).is_ok());
        assert_eq!(Destination::parse("http://10.0.0.1/", true), Err(Unfit::Open));
        assert_eq!(Destination::parse("https://10.0.0.1/", true), Err(Unfit::NotPublic));
    }

    proptest! {
        #[test]
        fn what_the_standard_library_knows_as_special_is_never_public(bits: u32) {
            let ip = Ipv4Addr::from_bits(bits);
            let special = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_broadcast()
                || ip.is_documentation() || ip.is_multicast() || ip.is_unspecified();
            prop_assert!(!(special && is_public(ip.into())), "{ip}");
        }

        #[test]
        fn no_way_to_write_an_ipv4_address_as_ipv6_gets_past(bits: u32, rest: u64) {
            let four = u128::from(bits);
            for six in [
                four,
                0xffff_u128 << 32 | four,
                0xffff_u128 << 48 | four,
                0x0064_ff9b_u128 << 96 | four,
                0x0064_ff9b_0001_u128 << 80 | four,
                0x2002_u128 << 112 | four << 80 | u128::from(rest),
                0x2001_0000_u128 << 96 | four << 64 | u128::from(rest),
            ] {
                let six = Ipv6Addr::from_bits(six);
                prop_assert!(!is_public(six.into()), "{six}");
            }
        }

        #[test]
        fn outside_of_global_unicast_nothing_is_public(bits: u128) {
            let ip = Ipv6Addr::from_bits(bits);
            prop_assert!(bits >> 125 == 1 || !is_public(ip.into()), "{ip}");
        }

        #[test]
        fn any_text_is_judged(text in ".{0,60}|https?://[0-9a-fx.:@\\[\\]]{0,30}(/.{0,10})?") {
            if let Ok(Destination(uri)) = Destination::parse(&text, false) {
                prop_assert_eq!(uri.scheme_str(), Some("https"));
                prop_assert!(!uri.authority().unwrap().as_str().contains('@'));
            }
        }
    }
}
