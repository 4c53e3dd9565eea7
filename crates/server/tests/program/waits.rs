use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

#[test]
fn each_arrival_is_answered_before_the_next_line_and_a_bad_line_is_named() {
    let mut servus = Command::new(env!("CARGO_BIN_EXE_servus"))
        .arg("predict-waits")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = servus.stdin.take().unwrap();
    let mut answers = BufReader::new(servus.stdout.take().unwrap());
    let mut arrives = |before: &str, id: &str| {
        writeln!(input, r#"{before}{{"t":9,"ev":"arrive","id":"{id}","lang":"en","sev":"C"}}"#).unwrap();
        input.flush().unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        serde_json::from_str::<serde_json::Value>(&answer).unwrap()
    };
    let first = arrives(
        "{\"ev\":\"header\",\"agents\":[{\"id\":\"a\",\"skills\":[\"en\"]}]}\n{\"t\":1,\"ev\":\"agent_on\",\"agent\":\"a\"}\n",
        "x",
    );
    assert_eq!((first["id"].as_str(), first["p90"].as_f64()), (Some("x"), Some(0.0)));
    let second = arrives("nonsense\n{\"t\":9,\"ev\":\"start\",\"id\":\"x\",\"agent\":\"a\"}\n", "y");
    assert!(second["mean"].as_f64() > Some(0.0), "{second}");
    drop(input);
    let told = servus.wait_with_output().unwrap();
    assert!(!told.status.success());
    assert!(String::from_utf8_lossy(&told.stderr).starts_with("line 4: "), "{told:?}");
}
