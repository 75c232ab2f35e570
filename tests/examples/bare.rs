//! The least that a program which reads documents can do: parse each file and count its elements. For benches.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a program for benches")]

fn main() -> std::io::Result<()> {
    let mut count = 0;
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path)?;
        let document = roxmltree::Document::parse(&text).map_err(std::io::Error::other)?;
        count += document
            .descendants()
            .filter(roxmltree::Node::is_element)
            .count();
    }
    println!("{count}");
    Ok(())
}
