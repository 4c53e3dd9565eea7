//! A ZIP archive of stored files, as far as programs need it to unpack them.

/// A file that is to be in an archive.
#[derive(Debug, Clone)]
pub struct Entry {
    pub name: String,
    pub size: u32,
    pub crc: u32,
}

/// The checksum of bytes that come in pieces.
pub struct Crc(u32);

impl Crc {
    pub fn new() -> Crc {
        Crc(!0)
    }

    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 >> 8) ^ TABLE[usize::from((self.0 as u8) ^ byte)];
        }
    }

    pub fn sum(&self) -> u32 {
        !self.0
    }
}

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let mut crc = i as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[i] = crc;
        i += 1;
    }
    table
};

impl Entry {
    /// What stands before its bytes.
    pub fn head(&self) -> Vec<u8> {
        let mut head = b"PK\x03\x04".to_vec();
        self.describe(&mut head);
        head.extend(self.name.as_bytes());
        head
    }

    /// What both descriptions of a file share: version 2.0, names in UTF-8, stored, the first day of 1980.
    fn describe(&self, to: &mut Vec<u8>) {
        for half in [20_u16, 0x0800, 0, 0, 0x21] {
            to.extend(half.to_le_bytes());
        }
        for word in [self.crc, self.size, self.size] {
            to.extend(word.to_le_bytes());
        }
        to.extend(short(self.name.len()).to_le_bytes());
        to.extend(0_u16.to_le_bytes());
    }

    fn whole(&self) -> u32 {
        long(self.head().len()).saturating_add(self.size)
    }
}

/// What stands at the end: the list of the files, in their order.
pub fn directory(entries: &[Entry]) -> Vec<u8> {
    let mut directory = Vec::new();
    let mut begins = 0_u32;
    for entry in entries {
        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        entry.describe(&mut directory);
        directory.extend([0; 10]);
        directory.extend(begins.to_le_bytes());
        directory.extend(entry.name.as_bytes());
        begins = begins.saturating_add(entry.whole());
    }
    let (files, size) = (short(entries.len()), long(directory.len()));
    directory.extend(b"PK\x05\x06\0\0\0\0");
    directory.extend(files.to_le_bytes());
    directory.extend(files.to_le_bytes());
    directory.extend(size.to_le_bytes());
    directory.extend(begins.to_le_bytes());
    directory.extend(0_u16.to_le_bytes());
    directory
}

/// Names that can stand beside each other: without folders, and none twice.
pub fn names<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let name: String = name
            .chars()
            .map(|c| if c == '/' || c == '\\' || c.is_control() { '_' } else { c })
            .take(200)
            .collect();
        let name = if name.trim_matches('.').is_empty() { "file".to_owned() } else { name };
        let (stem, ending) = name
            .rsplit_once('.')
            .map_or((name.as_str(), String::new()), |(stem, ending)| (stem, format!(".{ending}")));
        let numbered = (2..).map(|number| format!("{stem} ({number}){ending}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !all.contains(name));
        all.extend(free);
    }
    all
}

fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn long(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_everybody() {
        let mut crc = Crc::new();
        crc.add(b"1234");
        crc.add(b"56789");
        assert_eq!(crc.sum(), 0xcbf4_3926);
    }

    #[test]
    fn names_stand_beside_each_other_and_in_no_folder() {
        let given = ["a.txt", "a.txt", "../b", "..", "", "a (2).txt", "noending", "noending"];
        let made =
            ["a.txt", "a (2).txt", ".._b", "file", "file (2)", "a (2) (2).txt", "noending", "noending (2)"];
        assert_eq!(names(given.into_iter()), made);
    }
}
