//! A telephone system that only pretends, heard by the program that serves.

use crate::{
    browser::Browser,
    servus::{AGENT, House, eventually, text},
};

fn address(house: &House) -> String {
    let added = house.run(&["cti", "add", "Test", "--country", "US"]);
    assert!(added.status.success(), "{}", text(&added));
    let printed = text(&added);
    let token = printed.trim().rsplit('/').next().unwrap().to_owned();
    format!("http://127.0.0.1:{}/api/v1/cti/{token}", house.port)
}

fn calls(agent: &mut Browser) -> String {
    let page = agent.get("/desk/phone");
    assert_eq!(page.status, 200);
    page.body
}

#[test]
fn a_pretended_call_rings_is_answered_and_ends_at_a_program_that_serves() {
    for database in db::testing::engines() {
        let house = House::with_people(&database.store);
        let servus = house.start(&["serve"]);
        let address = address(&house);
        let mut agent = house.sign_in(AGENT);
        assert!(!calls(&mut agent).contains("312-555-0142"));

        let missed = house.run(&["cti", "ring", &address, "--from", "312 555 0142", "--ends-after", "0"]);
        assert!(missed.status.success(), "{}", text(&missed));
        assert!(text(&missed).contains("It rings.") && text(&missed).contains("It has ended."));
        let page = calls(&mut agent);
        assert!(page.contains("+13125550142") && page.contains("Missed"), "{page}");

        // Another one rings at the agent until the call ends.
        let arguments = ["cti", "ring", &address, "--from", "+1 312 555 0199", "--user", AGENT];
        let ringing = [&arguments[..], &["--answered-after", "0", "--ends-after", "3"]].concat();
        std::thread::scope(|scope| {
            let ring = scope.spawn(|| house.run(&ringing));
            eventually("the call at the agent's desk", || {
                let alerts = agent.get("/desk/calls/alerts").body;
                (alerts.contains("0199") && alerts.contains("You are on the phone")).then_some(())
            });
            let rung = ring.join().unwrap();
            assert!(rung.status.success() && text(&rung).contains("It was answered."), "{}", text(&rung));
        });
        assert!(!agent.get("/desk/calls/alerts").body.contains("0199"));

        let wrong = house.run(&["cti", "ring", &format!("{address}x"), "--ends-after", "0"]);
        assert!(!wrong.status.success() && text(&wrong).contains("404"), "{}", text(&wrong));
        servus.stop();
    }
}
