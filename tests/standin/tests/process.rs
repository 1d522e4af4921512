//! The program as a parent process meets it: one ready line, and an end with the parent.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

type Outcome = Result<(), Box<dyn Error>>;

fn spawn() -> Result<(Child, Value), Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_moz-standin"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().ok_or("no output")?).read_line(&mut line)?;
    Ok((child, serde_json::from_str(&line)?))
}

fn end(child: &mut Child) -> Option<ExitStatus> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(5) {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    None
}

#[test]
fn it_says_where_it_listens_and_ends_when_its_input_ends() -> Outcome {
    let (mut child, ready) = spawn()?;
    assert!(ready["proxy"].as_u64() > Some(0) && ready["control"].as_u64() > Some(0));
    assert_eq!(ready["spki"].as_str().map(str::len), Some(44));
    drop(child.stdin.take());
    assert!(end(&mut child).is_some_and(|status| status.success()));
    Ok(())
}

#[test]
fn it_ends_when_asked_to() -> Outcome {
    let (mut child, _) = spawn()?;
    let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(asked.is_ok_and(|status| status.success()));
    assert!(end(&mut child).is_some_and(|status| status.success()));
    Ok(())
}

#[test]
fn it_refuses_a_wrong_command_line() -> Outcome {
    for args in [["--graph", "/no/such/file"], ["--proxy-port", "many"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_moz-standin")).args(args).output()?;
        assert!(!output.status.success() && output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
    Ok(())
}
