use db::{Clock, Db, Tx};
use jiff::SignedDuration;

use super::*;
use crate::{MIGRATIONS, demo, people};

const ANNA: &str = "anna.petersen@nordwind.example";
const PLAIN_USER: &str = "lena.hartmann@nordwind.example";
const OTHER_ADMIN: &str = "nagy.gabor@tisza-kert.example";
const AGENT: &str = "grace.okafor@contoso.example";

struct Centre {
    db: Db,
    clock: Clock,
}

impl Centre {
    async fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx, &Policies) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        let policies = Policies::load(None).unwrap();
        self.db.write(move |tx| act(tx, &policies)).await
    }

    async fn by<T: Send + 'static>(
        &self,
        email: &'static str,
        act: impl Fn(&mut Tx, &Policies, &Viewer) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        self.write(move |tx, policies| {
            let viewer = viewer(tx, policies, email);
            act(tx, policies, &viewer)
        })
        .await
    }

    /// A token that this person makes, valid for a month.
    async fn make(&self, email: &'static str, for_app: bool, scopes: &[Scope]) -> Result<String> {
        let scopes = scopes.iter().map(|scope| scope.code().to_owned()).collect();
        let new = NewToken { name: "Dashboard".into(), for_app, scopes, days: 30 };
        self.by(email, move |tx, policies, viewer| make_token(tx, policies, viewer, &new)).await
    }

    async fn bearer(&self, token: &str) -> Option<(Viewer, bool)> {
        let token = token.to_owned();
        self.write(move |tx, policies| bearer(tx, policies, &token)).await.unwrap()
    }
}

async fn on_every_engine<F: AsyncFn(Centre)>(story: F) {
    for store in db::testing::engines() {
        let clock = Clock::fixed("2026-11-18T11:00:00Z".parse().unwrap());
        let db = store.open(MIGRATIONS, &clock);
        let policies = Policies::load(None).unwrap();
        db.write(move |tx| people::import(tx, &policies, &demo::directory()?)).await.unwrap();
        story(Centre { db, clock }).await;
    }
}

fn viewer(tx: &mut Tx, policies: &Policies, email: &str) -> Viewer {
    let person = people::person_by_email(tx, email).unwrap().unwrap();
    let secret = people::sign_in(tx, person.id, "test").unwrap();
    people::viewer(tx, policies, &secret).unwrap().unwrap().0
}

#[tokio::test]
async fn a_persons_token_is_good_for_its_scopes_and_for_nothing_else_that_the_person_may() {
    on_every_engine(async |centre| {
        let token = centre.make(ANNA, false, &[Scope::ReadHealth]).await.unwrap();
        let (anna, is_new) = centre.bearer(&token).await.unwrap();
        assert_eq!((anna.email.as_str(), is_new), (ANNA, true));
        assert!(anna.may(Scope::ReadHealth) && !anna.may(Scope::ReadMessages));
        assert!(anna.reads_health().is_ok() && anna.manages().is_err() && anna.manages_apps().is_err());
        // A token makes no other.
        assert_eq!(may_make(&anna), (vec![], vec![]));

        let token = centre.make(AGENT, false, &[Scope::ReadMessages]).await.unwrap();
        let (grace, _) = centre.bearer(&token).await.unwrap();
        assert!(grace.is_agent() && grace.manages_desk().is_err() && grace.authors().is_err());
    })
    .await;
}

#[tokio::test]
async fn an_app_speaks_for_its_organization_and_is_nobody() {
    on_every_engine(async |centre| {
        let token = centre.make(ANNA, true, &[Scope::ReadHealth, Scope::ReadMessages]).await.unwrap();
        assert!(token.starts_with("servusa_"));
        let (app, _) = centre.bearer(&token).await.unwrap();
        let nordwind = centre.by(ANNA, |_, _, anna| Ok(anna.organization())).await.unwrap();
        assert!(app.organization() == nordwind && nordwind.is_some());
        assert!(app.may(Scope::ReadMessages) && !app.may(Scope::MarkMessages));
        assert!(app.customer().is_err() && app.desk().is_err() && app.manages().is_err());
        assert_eq!((app.name.as_str(), app.lang, app.cloud.as_str()), ("Dashboard", Lang::De, "worldwide"));
        // What is read and liked is a person's.
        assert!(matches!(centre.make(ANNA, true, &[Scope::MarkMessages]).await, Err(Error::Told(_))));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_know_makes_no_token_that_does() {
    on_every_engine(async |centre| {
        for for_app in [false, true] {
            let refused = centre.make(PLAIN_USER, for_app, &[Scope::ReadHealth]).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{for_app}");
        }
        // An agent has no organization whose app it could be.
        assert!(matches!(centre.make(AGENT, true, &[Scope::ReadHealth]).await, Err(Error::NotFound)));

        let token = centre.make(ANNA, false, &[Scope::ReadHealth]).await.unwrap();
        let lose = "UPDATE people SET roles = 'exchange' WHERE email = $1";
        centre.write(move |tx, _| Ok(tx.execute(lose, &[&ANNA])?)).await.unwrap();
        assert!(
            centre.bearer(&token).await.unwrap().0.reads_health().is_err(),
            "a token knows more than its person"
        );
    })
    .await;
}

#[tokio::test]
async fn a_token_ends_when_it_expires_or_is_revoked() {
    on_every_engine(async |centre| {
        let token = centre.make(ANNA, false, &[Scope::ReadHealth]).await.unwrap();
        let app = centre.make(ANNA, true, &[Scope::ReadHealth]).await.unwrap();
        let lines = centre.by(ANNA, |tx, _, anna| tokens(tx, anna)).await.unwrap();
        let (own, of_app) = (lines[0].id, lines[1].id);
        assert!(!lines[0].is_app && lines[1].is_app && token.ends_with(&lines[0].ending));
        for id in [own, of_app] {
            let others = centre.by(OTHER_ADMIN, move |tx, _, other| revoke_token(tx, other, id)).await;
            assert!(matches!(others, Err(Error::NotFound)));
        }
        centre.by(ANNA, move |tx, _, anna| revoke_token(tx, anna, of_app)).await.unwrap();
        assert!(centre.bearer(&app).await.is_none());

        centre.clock.advance(SignedDuration::from_hours(24 * 30) - SignedDuration::from_secs(1));
        assert!(centre.bearer(&token).await.is_some());
        centre.clock.advance(SignedDuration::from_secs(1));
        assert!(centre.bearer(&token).await.is_none());
        let lines = centre.by(ANNA, |tx, _, anna| tokens(tx, anna)).await.unwrap();
        assert_eq!([lines[0].state, lines[1].state], [TokenState::Expired, TokenState::Revoked]);

        centre.clock.advance(LISTED);
        centre.write(|tx, _| people::expire(tx)).await.unwrap();
        assert!(centre.by(ANNA, |tx, _, anna| tokens(tx, anna)).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn its_last_use_is_written_down_at_most_once_a_minute() {
    on_every_engine(async |centre| {
        let token = centre.make(ANNA, false, &[Scope::ReadHealth]).await.unwrap();
        let use_it = async || {
            let (viewer, is_stale) = centre.bearer(&token).await.unwrap();
            let id = viewer.session();
            centre.write(move |tx, _| token_used(tx, id)).await.unwrap();
            let lines = centre.by(ANNA, |tx, _, anna| tokens(tx, anna)).await.unwrap();
            (is_stale, lines[0].used_at)
        };
        let begin = centre.clock.now();
        assert_eq!(use_it().await, (true, Some(begin)));
        centre.clock.advance(SignedDuration::from_secs(59));
        assert_eq!(use_it().await, (false, Some(begin)));
        centre.clock.advance(SignedDuration::from_secs(2));
        assert_eq!(use_it().await, (true, Some(centre.clock.now())));
    })
    .await;
}

#[tokio::test]
async fn neither_the_token_nor_what_it_could_be_found_by_is_kept() {
    on_every_engine(async |centre| {
        let token = centre.make(ANNA, false, &[Scope::ReadHealth]).await.unwrap();
        let kept = centre.write(|tx, _| {
            let row = tx.query_one("SELECT hash, name, ending FROM tokens", &[])?;
            let told: String =
                tx.query_one("SELECT event FROM audit WHERE kind = 'token_made'", &[])?.get(0)?;
            Ok((row.get::<Vec<u8>>(0)?, told))
        });
        let (hash, told) = kept.await.unwrap();
        assert!(hash.len() == 32 && !told.contains(&token) && !told.contains("servusp_"));
        assert!(told.contains("ServiceHealth.Read.All"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn what_a_token_needs_is_told_when_it_lacks() {
    on_every_engine(async |centre| {
        let good = NewToken {
            name: "Dashboard".into(),
            for_app: false,
            scopes: vec![Scope::ReadHealth.code().into()],
            days: 30,
        };
        let wrong = [
            ("name", NewToken { name: " ".into(), ..good.clone() }),
            ("scopes", NewToken { scopes: vec![], ..good.clone() }),
            ("scopes", NewToken { scopes: vec!["Everything".into()], ..good.clone() }),
            ("days", NewToken { days: 366, ..good.clone() }),
        ];
        for (field, new) in wrong {
            let refused = centre.by(ANNA, move |tx, p, anna| make_token(tx, p, anna, &new)).await;
            let Err(Error::Told(told)) = refused else { panic!("{refused:?}") };
            assert_eq!(told.field, Some(field));
        }
    })
    .await;
}
