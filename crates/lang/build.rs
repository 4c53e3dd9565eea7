//! A release build embeds the message files that exist when it compiles: it must notice new ones.
//! A debug build reads them from the disk when it runs.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed=../../locales");
    }
}
