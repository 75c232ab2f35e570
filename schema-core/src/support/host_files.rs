//! Files of hosts, as far as their names tell.

/// The name of the folder and of the settings file of a machine: every byte of a character that some file system does not
/// take is an underscore, as are spaces, a dot or a hyphen at the beginning and spaces or a dot at the end.
pub fn folder_name(name: &str) -> String {
    let mut clean = String::with_capacity(name.len());
    for letter in name.chars() {
        let stays = letter.is_ascii_alphanumeric()
            || matches!(
                letter,
                ' ' | '(' | ')' | '-' | '.' | '_' | '\u{a0}'..='\u{d7af}'
            );
        if stays {
            clean.push(letter);
        } else {
            clean.extend(std::iter::repeat_n('_', letter.len_utf8()));
        }
    }
    let trimmed = clean.trim_start_matches(' ');
    let clean = format!("{}{trimmed}", "_".repeat(clean.len() - trimmed.len()));
    let trimmed = clean.trim_end_matches(' ');
    let clean = format!("{trimmed}{}", "_".repeat(clean.len() - trimmed.len()));
    let clean = match clean.strip_prefix(['.', '-']) {
        Some(rest) => format!("_{rest}"),
        None => clean,
    };
    match clean.strip_suffix('.') {
        Some(rest) => format!("{rest}_"),
        None => clean,
    }
}

/// Whether a path begins at the root, of a host with Unix paths or of one with drive letters.
pub fn is_absolute(path: &str) -> bool {
    match path.as_bytes() {
        [b'/', ..] => true,
        [drive, b':', b'\\' | b'/', ..] => drive.is_ascii_alphabetic(),
        _ => false,
    }
}
