//! A year of daily watches over 200 placements, one fetch in ten failing, printed by `./build.sh bench`.

#![allow(clippy::print_stdout, clippy::indexing_slicing, clippy::cast_precision_loss, reason = "it prints")]

#[path = "../simulation/mod.rs"]
mod simulation;

fn main() {
    println!("a year of daily watches over 200 placements with a virtual clock; the computer is off at night\n");
    println!("{:<24}{:>10}{:>10}{:>10}", "fetches that fail", "1 in 10", "1 in 4", "none");
    let runs = [10, 4, u64::MAX].map(|fails| simulation::simulate(200, 365, fails, 0x2545_f491_4f6c_dd1d));
    let row = |name: &str, figure: fn(&simulation::Figures) -> f64| {
        let [a, b, c] = runs.each_ref().map(figure);
        println!("{name:<24}{a:>10}{b:>10}{c:>10}");
    };
    row("changes that happened", |run| run.happened as f64);
    row("told exactly once", |run| run.told_once as f64);
    row("false alarms", |run| run.false_alarms as f64);
    row("false losses", |run| run.false_losses as f64);
    row("looks", |run| run.looks as f64);
    row("looks that failed", |run| run.failed as f64);
    row("wakings", |run| run.wakings as f64);
    row("most in one waking", |run| run.most_at_once as f64);
    row("most in an hour", |run| run.most_in_an_hour as f64);
    row("records kept", |run| run.records as f64);
    row("slowest told, days", |run| (run.slowest * 10.0).round() / 10.0);
}
