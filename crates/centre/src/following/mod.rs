//! Who is told of the health of services: by mail, at up to two addresses, of what each person chose; by webhooks; and by the
//! accounts of operators. A publication costs one row; a worker tells it on, in batches, each receiver once.

mod addresses;
mod letter;
mod spread;
mod subject;
#[cfg(test)]
mod tests;
mod wishes;

pub use addresses::{
    Address, Leaving, add_second, confirm, leave, leaving, remove_second, resume, second_of,
};
pub use spread::spread;
pub use wishes::{Following, OF, Of, Wishes, follow, following, set_wishes, unfollow};

pub(crate) use subject::Subject;
