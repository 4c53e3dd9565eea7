use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use centre::{
    cases::{self, Case},
    expect::{
        self, Learned, Scene, Wait, Wish,
        staffing::{Crew, Record, Tried},
    },
    people::Viewer,
};
use db::Tx;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Mutex as Turn, Semaphore};

use super::wish_of;
use crate::visit::Visit;

/// Expected waits as they are now: the state is read and simulated once for all who ask the same within a moment.
pub struct Live {
    told: Mutex<Answers>,
    /// By cloud.
    learned: Mutex<HashMap<String, Memory>>,
    /// However many ask, so many are simulated at a time.
    simulating: Semaphore,
    /// Weeks of duty take longer, and wait for each other.
    trying: Semaphore,
}

/// By cloud and wish.
type Answers = HashMap<(String, Wish), Arc<Turn<Told>>>;

/// What was told last, and when.
type Told = Option<(Timestamp, Arc<Vec<Wait>>)>;

#[derive(Clone)]
struct Memory {
    at: Timestamp,
    learned: Arc<Learned>,
}

const FRESH: SignedDuration = SignedDuration::from_secs(2);
/// What was learned is learned anew after so long.
const LEARNED_FOR: SignedDuration = SignedDuration::from_secs(120);
/// No more different questions are remembered.
const MOST: usize = 500;

impl Default for Live {
    fn default() -> Live {
        Live {
            told: Mutex::default(),
            learned: Mutex::default(),
            simulating: Semaphore::new(2),
            trying: Semaphore::new(1),
        }
    }
}

fn is_fresh(at: Timestamp, now: Timestamp, lasts: SignedDuration) -> bool {
    let age = now.duration_since(at);
    !age.is_negative() && age < lasts
}

impl Live {
    /// What somebody has to expect who asks this now.
    pub async fn expect(&self, visit: &Visit, wish: Wish) -> centre::Result<Arc<Vec<Wait>>> {
        let key = (visit.cloud.clone(), wish.clone());
        let place = {
            let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            if told.len() >= MOST && !told.contains_key(&key) {
                told.clear();
            }
            told.entry(key).or_default().clone()
        };
        // Others who ask the same wait here for the first.
        let mut told = place.lock().await;
        if let Some((at, waits)) = &*told
            && is_fresh(*at, visit.now, FRESH)
        {
            return Ok(waits.clone());
        }
        let (policies, cloud) = (visit.policies.clone(), visit.cloud.clone());
        let look = move |tx: &mut Tx| {
            let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
            expect::look(tx, policy, &wish, None)
        };
        let scene = visit.app.db.read(look).await?;
        let waits = Arc::new(self.simulate(visit, scene).await?);
        *told = Some((visit.now, waits.clone()));
        Ok(waits)
    }

    /// What to expect for a case that the viewer sees and that waits for its first answer in turn.
    pub async fn of_case(
        &self,
        visit: &Visit,
        viewer: &Viewer,
        number: i64,
    ) -> centre::Result<Option<(Case, Wait)>> {
        let (policies, viewer, zone) = (visit.policies.clone(), viewer.clone(), visit.zone_name().to_owned());
        let look = move |tx: &mut Tx| {
            let case = cases::find(tx, &viewer, number)?;
            let standing = &case.standing;
            let waits = standing.state == cases::State::Open
                && standing.partner.is_none()
                && standing.responded_at.is_none()
                && expect::is_in_turn(tx, &case)?;
            if !waits {
                return Ok(None);
            }
            let policy = policies.cloud(&case.cloud).ok_or(centre::Error::NotFound)?;
            let since = standing.opened_at;
            let scene = expect::look(tx, policy, &wish_of(&case, &zone), Some((case.id, since)))?;
            Ok::<_, centre::Error>(Some((scene.only(&case.contact_method), case)))
        };
        let Some((scene, case)) = visit.app.db.read(look).await? else { return Ok(None) };
        Ok(self.simulate(visit, scene).await?.pop().map(|wait| (case, wait)))
    }

    /// Plays the published week and another one. `None`: it is too much.
    pub async fn try_staffing(
        &self,
        record: Record,
        crews: Vec<Crew>,
    ) -> centre::Result<(Record, Option<[Option<Tried>; 2]>)> {
        let _turn = self.trying.acquire().await.map_err(centre::Error::broken)?;
        let play = move || {
            let both = record.play(&record.published).zip(record.play(&crews));
            (record, both.map(|(published, tried)| [Some(published), Some(tried)]))
        };
        tokio::task::spawn_blocking(play).await.map_err(centre::Error::broken)
    }

    async fn simulate(&self, visit: &Visit, scene: Scene) -> centre::Result<Vec<Wait>> {
        let learned = self.learned(visit, &scene).await?;
        let _turn = self.simulating.acquire().await.map_err(centre::Error::broken)?;
        tokio::task::spawn_blocking(move || scene.waits(&learned)).await.map_err(centre::Error::broken)
    }

    async fn learned(&self, visit: &Visit, scene: &Scene) -> centre::Result<Arc<Learned>> {
        let cloud = visit.cloud.clone();
        let known = self.learned.lock().unwrap_or_else(PoisonError::into_inner).get(&cloud).cloned();
        let is_good =
            |memory: &Memory| is_fresh(memory.at, visit.now, LEARNED_FOR) && scene.fits(&memory.learned);
        if let Some(memory) = known.filter(is_good) {
            return Ok(memory.learned);
        }
        let policies = visit.policies.clone();
        let learn = move |tx: &mut Tx| {
            let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
            expect::learn(tx, policy)
        };
        let learned = Arc::new(visit.app.db.read(learn).await?);
        let memory = Memory { at: visit.now, learned: learned.clone() };
        self.learned.lock().unwrap_or_else(PoisonError::into_inner).insert(visit.cloud.clone(), memory);
        Ok(learned)
    }
}
