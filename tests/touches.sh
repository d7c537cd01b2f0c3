#!/usr/bin/env bash
# What the main commands touch: each runs under strace, and a line says how often it connected to a network and which files it opened to
# write outside its outputs, its cache and the system's own (/dev, /proc). Usage: tests/touches.sh FASHION_DLL
set -euo pipefail
dll=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home" "$work/out" "$work/cache" "$work/cwd"
export HOME="$work/home" FASHION_CACHE="$work/cache"
unset FASHION_DATA FASHION_WEIGHTS
cd "$work/cwd"
failed=0

touches() {
    local name=$1 log="$work/log" code=0
    shift
    strace -f -qq -e trace=openat,open,creat,connect,mkdir,rename,renameat,renameat2,unlink,unlinkat -o "$log" dotnet "$dll" "$@" >"$work/says" 2>&1 || code=$?
    [ "$code" = 0 ] || { echo "$name: exit $code: $(tail -1 "$work/says")"; failed=1; return; }
    local opens network outside
    opens=$(grep -cE 'open(at)?\(' "$log" || true)
    network=$(grep -E 'connect\(.*AF_INET' "$log" | grep -cv 'ENOENT' || true)
    # Successful calls that make, write, move or delete something, by the path that they name.
    outside=$(grep -E '(O_WRONLY|O_RDWR|O_CREAT|creat\(|mkdir\(|rename|unlink)' "$log" | grep -vE '= -1 ' | grep -oE '"[^"]+"' | tr -d '"' | sort -u \
        | grep -vE "^($work/(out|cache)|/dev/|/proc/|/sys/|/memfd:)" | grep -vE '^/tmp/(clr-debug-pipe|dotnet-diagnostic)|^/tmp/\.dotnet' || true)
    printf '%-16s %6d files opened %3d network connections %3d files outside\n' "$name" "$opens" "$network" "$(grep -c . <<<"$outside" || true)"
    [ -z "$outside" ] || { sed 's/^/      /' <<<"$outside"; failed=1; }
    [ "$network" = 0 ] || failed=1
}

o=$work/out
touches "data sample" data sample --out "$o/data" --per-class 8 --size 48
touches "data inspect" data inspect "$o/data"
touches train train classifier --data "$o/data" --out "$o/c.safetensors" --recipe reference --epochs 1 --threads 1
touches siamese train siamese --data "$o/data" --from "$o/c.safetensors" --out "$o/s.safetensors" --recipe reference --epochs 1 --threads 1
touches crossvalidate crossvalidate --data "$o/data" --arch mobilenet-like-dw --out "$o/cv" --folds 2 --epochs 1 --size 32 --noise 0.1 --threads 1
touches evaluate evaluate classifier --model "$o/c.safetensors" --data "$o/data" --threads 1
touches predict predict --model "$o/c.safetensors" --image "$(find "$o/data/test" -name '*.jpg' | head -1)" --threads 1
touches embed embed --model "$o/s.safetensors" --images "$o/data/train" --out "$o/e" --threads 1
touches "index build" index build --model "$o/s.safetensors" --catalog "$o/data/train" --out "$o/i" --threads 1
touches search search --index "$o/i" --query "$(find "$o/data/test" -name '*.jpg' | head -1)" --threads 1
touches duplicates duplicates --model "$o/c.safetensors" --catalog "$o/data/train" --threads 1
touches "export onnx" export onnx --model "$o/c.safetensors" --out "$o/m.onnx"
exit $failed
