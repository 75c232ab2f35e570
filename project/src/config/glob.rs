//! Patterns of paths: `*` and `?` stay within a name, `**` goes over any number of folders.

use schema_core::policy::matches as is_like;

/// Whether a path, with `/` between its names, is one that a pattern means. A pattern without `/` means files of that
/// name in every folder.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    if !pattern.contains('/') {
        return is_like(pattern, path.rsplit('/').next().unwrap_or(path));
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
                    && path.get(before).is_some_and(|own| is_like(part, own));
            }
        }
        ends = next;
    }
    ends.last().copied().unwrap_or_default()
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
