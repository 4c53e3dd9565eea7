use super::*;
#[test]
fn smoke() {
    match Policies::load(None) {
        Ok(p) => { for w in p.warnings() { println!("W {w}"); } }
        Err(problems) => { for p in &problems { println!("{p}"); } panic!("{}", problems.len()); }
    }
}
