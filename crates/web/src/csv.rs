//! Tables as RFC 4180 writes them.

/// Adds a record.
pub fn line(text: &mut String, fields: &[String]) {
    text.push_str(&fields.join(","));
    text.push_str("\r\n");
}

/// What somebody wrote, as a field of RFC 4180. A spreadsheet would take some beginnings for a formula and carry it out;
/// an apostrophe before them keeps it from that.
pub fn written(text: &str) -> String {
    const FORMULAS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_formula = text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(FORMULAS);
    let apostrophe = if is_formula { "'" } else { "" };
    match text.contains(['"', ',', '\r', '\n']) {
        true => format!("\"{apostrophe}{}\"", text.replace('"', "\"\"")),
        false => format!("{apostrophe}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays_one_field_and_is_never_a_formula() {
        let cases = [
            ("Nordwind Logistik", "Nordwind Logistik"),
            ("Tisza, Kert \"Kft.\"", "\"Tisza, Kert \"\"Kft.\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            (" @SUM(A1,A2)", "\"' @SUM(A1,A2)\""),
            ("\t=1", "'\t=1"),
            ("", ""),
        ];
        for (text, field) in cases {
            assert_eq!(written(text), field);
        }
    }
}
