//! Patterns of paths: `*` and `?` stay within a name, `**` goes over any number of folders.

/// Whether a path, with `/` between its names, is one that a pattern means. A pattern without `/` means files of that
/// name in every folder.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    if !pattern.contains('/') {
        return name(
            pattern.as_bytes(),
            path.rsplit('/').next().unwrap_or(path).as_bytes(),
        );
    }
    let pattern: Vec<&str> = pattern.trim_start_matches('/').split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    // Which beginnings of the path the pattern read so far means: no backtracking, however many `**` there are.
    let mut ends = vec![false; path.len() + 1];
    if let Some(first) = ends.first_mut() {
        *first = true;
    }
    for part in pattern {
        let mut next = vec![false; ends.len()];
        let mut any = false;
        for (at, slot) in next.iter_mut().enumerate() {
            if part == "**" {
                any |= ends.get(at).copied().unwrap_or_default();
                *slot = any;
            } else if let Some(before) = at.checked_sub(1) {
                *slot = ends.get(before).copied().unwrap_or_default()
                    && path
                        .get(before)
                        .is_some_and(|own| name(part.as_bytes(), own.as_bytes()));
            }
        }
        ends = next;
    }
    ends.last().copied().unwrap_or_default()
}

/// The same for one name.
fn name(pattern: &[u8], text: &[u8]) -> bool {
    let (mut pattern_at, mut text_at) = (0, 0);
    // Where the last `*` was, and how much of the text it has taken.
    let mut star: Option<(usize, usize)> = None;
    while text_at < text.len() {
        match pattern.get(pattern_at) {
            Some(b'*') => {
                star = Some((pattern_at, text_at));
                pattern_at += 1;
            }
            Some(byte) if *byte == b'?' || text.get(text_at) == Some(byte) => {
                pattern_at += 1;
                text_at += 1;
            }
            Some(_) | None => {
                let Some((at, taken)) = star else {
                    return false;
                };
                star = Some((at, taken + 1));
                pattern_at = at + 1;
                text_at = taken + 1;
            }
        }
    }
    pattern
        .get(pattern_at..)
        .unwrap_or_default()
        .iter()
        .all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_paths() {
        for (pattern, path, expected) in [
            ("a.xml", "a.xml", true),
            ("*.xml", "vms/a.xml", true),
            ("a?.xml", "ab.xml", true),
            ("a?.xml", "a.xml", false),
            ("vms/*.xml", "vms/a.xml", true),
            ("vms/*.xml", "vms/old/a.xml", false),
            ("vms/*.xml", "old/vms/a.xml", false),
            ("/vms/*", "vms/a.xml", true),
            ("vms/**", "vms/old/a.xml", true),
            ("vms/**/a.xml", "vms/a.xml", true),
            ("**/old/*", "vms/old/a.xml", true),
            ("**/old/*", "vms/new/a.xml", false),
            ("*a*b", "xaxbxb", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
