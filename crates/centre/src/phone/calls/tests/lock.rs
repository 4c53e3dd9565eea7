use super::*;
use crate::audit;

/// What Jonas sees of a request of Nordwind: whether it opens, whether lists name its subject, whether a search finds it.
async fn sees(centre: &Centre, number: i64) -> [bool; 3] {
    centre
        .write(move |tx| {
            let jonas = jonas(tx);
            let case = cases::load(tx, number)?;
            let opens = match cases::find(tx, &jonas, number) {
                Ok(_) => true,
                Err(Error::Locked { .. }) => false,
                Err(error) => return Err(error),
            };
            assert_eq!(people::organization(tx, &jonas, case.organization).is_ok(), opens);
            let lines = cases::desk_list(tx, &jonas, &cases::DeskFilter::default())?.lines;
            let line = lines.iter().find(|line| line.number == number).unwrap();
            let found = cases::found(tx, &jonas, &[case.id.to_string()])?;
            Ok([opens, !line.subject.is_empty(), !found.is_empty()])
        })
        .await
}

const ALL: [bool; 3] = [true; 3];
const NOTHING: [bool; 3] = [false; 3];

async fn acts(centre: &Centre, external: &str, act: CallAct) -> Result<()> {
    let id = centre.call(external).await.id;
    let act = move |tx: &mut Tx| {
        let jonas = jonas(tx);
        act_on_call(tx, &policies(), &jonas, id, &act)
    };
    centre.db.write(act).await
}

#[tokio::test]
async fn until_somebody_says_for_whom_a_caller_speaks_every_organization_is_locked() {
    on_every_engine(async |centre| {
        let number = centre.request().await;
        for (call, from) in [("1", "anonymous"), ("2", STRANGER)] {
            centre.ring(call, from).await;
            assert_eq!(sees(&centre, number).await, ALL, "it only rings");
            centre.answer(call).await;
            assert_eq!(sees(&centre, number).await, NOTHING);
            centre.hang_up(call, "normalClearing").await;
            assert_eq!(sees(&centre, number).await, ALL);
        }
    })
    .await;
}

#[tokio::test]
async fn the_number_of_a_request_says_for_whom_the_caller_claims_to_speak_and_opens_nothing() {
    on_every_engine(async |centre| {
        let number = centre.request().await;
        centre.ring("1", "anonymous").await;
        centre.answer("1").await;
        acts(&centre, "1", CallAct::Attach { number }).await.unwrap();
        let call = centre.call("1").await;
        assert_eq!(call.organization_name.as_deref(), Some("Nordwind Logistik GmbH"));
        assert_eq!((call.case_number, call.is_open()), (Some(number), false));
        assert_eq!(sees(&centre, number).await, NOTHING);
        centre.write(|tx| Ok(tx.execute("UPDATE calls SET proof = 'code'", &[])?)).await;
        assert_eq!(sees(&centre, number).await, ALL);
    })
    .await;
}

#[tokio::test]
async fn colleagues_on_the_phone_lock_nothing() {
    on_every_engine(async |centre| {
        let number = centre.request().await;
        let add = |tx: &mut Tx| set_extension(tx, "worldwide", "42", Some("ingrid.solberg@contoso.example"));
        centre.write(add).await;
        centre.ring("1", "42").await;
        centre.answer("1").await;
        assert_eq!(sees(&centre, number).await, ALL);
        // They talk about a request: that is no caller who speaks for its organization.
        acts(&centre, "1", CallAct::Attach { number }).await.unwrap();
        assert_eq!(sees(&centre, number).await, ALL);
        centre.hang_up("1", "normalClearing").await;
        // A number that isn't an agent's extension is nobody's.
        centre.ring("2", "43").await;
        centre.answer("2").await;
        assert_eq!(sees(&centre, number).await, NOTHING);
    })
    .await;
}

#[test]
fn the_operators_own_numbers_are_recognized_by_how_they_begin() {
    let own = ["+4940123456".to_owned()];
    let is = |said: &str| whose::is_own(&own, &number::read(said, "DE"));
    assert!(is("+49 40 123456-17") && is("040 123456"));
    for stranger in ["+49 40 1234", "+49 30 123456", "anonymous", "", "42"] {
        assert!(!is(stranger), "{stranger}");
    }
}

#[tokio::test]
async fn who_says_that_a_call_is_about_nobodys_data_opens_everything_and_the_audit_log_tells() {
    on_every_engine(async |centre| {
        let number = centre.request().await;
        centre.ring("1", "anonymous").await;
        centre.answer("1").await;
        acts(&centre, "1", CallAct::Inside).await.unwrap();
        assert_eq!(sees(&centre, number).await, ALL);
        let told = centre
            .write(|tx| {
                let rows = tx.query("SELECT kind FROM audit ORDER BY at, id", &[])?;
                rows.iter().map(|row| Ok(row.get::<String>(0)?)).collect::<Result<Vec<_>>>()
            })
            .await;
        assert_eq!(told.last().map(String::as_str), Some(audit::Event::CallInside.kind()));
        // It turns out that the caller speaks for somebody after all.
        let organization = centre.write(move |tx| Ok(cases::load(tx, number)?.organization)).await;
        acts(&centre, "1", CallAct::Choose { organization, person: None }).await.unwrap();
        assert_eq!(sees(&centre, number).await, NOTHING);
        let refused = acts(&centre, "1", CallAct::Inside).await.unwrap_err();
        assert!(matches!(&refused, Error::Told(told) if told.key == "error-call-has-organization"));
    })
    .await;
}
