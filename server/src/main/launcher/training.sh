# Java's memory of an earlier start, its AOT cache: classes loaded and linked. More than halves the time a start takes. Sourced by muster, which gives $home, $java and JAVA_HOME; POSIX sh.

program=$home/lib/muster.jar
# A heap that begins small, grows as needed, and is given back by a server that nobody asks for anything: every 20 seconds
# without a collection one takes place beside the work. It is given back by whole regions, of 1 MB as Java itself chooses on
# machines of up to 8 GB; of the 4 MB on one of 24 GB, half-empty ones hold 8 MB more.
heap='-XX:+UseG1GC -XX:InitialHeapSize=64m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:G1PeriodicGCInterval=20000
    -XX:G1HeapRegionSize=1m'
# What Java no longer needs outside the heap, of its compilers above all, the C library would keep: 20 MB after a start. Java
# leaves this out where the C library knows no such thing.
trimmed=-XX:TrimNativeHeapInterval=20000
# What Java cannot use it leaves out, and need not say so. The cache is mapped where it was made for: elsewhere all of it would
# be read and written to at each start, 100 MB.
quietly='-Xlog:aot*=off,cds*=off'
with_cache="$quietly -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"

# What the late compiler did in a rehearsal, Java would have it do again at each start at once: on two cores a third of the
# time a start takes. Without that memory it compiles what proves to be busy, as it does without a cache.
early_compiler_only=-XX:TieredStopAtLevel=1

# What the build found out about how the application is put together counts, and is not found out again.
found_out=-Dspring.aot.enabled=true

cache=$home/cache/muster.aot
trained_for=$home/cache/trained-for
failed_for=$home/cache/failed-for
turn=$home/cache/training
log=$home/cache/training.log
needed_kilobytes=600000

# The Java and the jars that a cache serves, wherever they were moved together. Jars of others have their version in their
# name; ours may differ in nothing but their content.
this_program() {
    {
        echo "$JAVA_HOME"
        cat "$JAVA_HOME/release" 2>/dev/null || "$java" -version 2>&1
        ls -ln "$home/lib" | awk '{ print $5, $9 }'
        (cd "$home/lib" && cksum muster*.jar)
    } | cksum
}

is_trained() {
    [ -f "$cache" ] && [ -f "$trained_for" ] && [ "$(cat "$trained_for")" = "$(this_program)" ] \
        && [ -z "$(find "$home/lib" -newer "$trained_for" | head -n 1)" ]
}

# One that failed is not tried again by itself.
has_failed() {
    [ -f "$failed_for" ] && [ "$(cat "$failed_for")" = "$(this_program)" ]
}

# Trains beside the server that is about to start, when that one is up and if it is still there.
train_later() {
    if is_trained || has_failed || [ -n "$(what_forbids_training)" ]; then
        return
    fi
    (
        sleep 20
        kill -0 $$ && exec nice -n 19 "$home/muster" prepare
    ) </dev/null >/dev/null 2>&1 &
}

what_forbids_training() {
    if ! mkdir -p "$home/cache" 2>/dev/null || ! [ -w "$home/cache" ]; then
        echo "$home/cache cannot be written by this user."
    elif [ "$(df -Pk "$home/cache" | awk 'NR == 2 { print $4 }')" -lt $needed_kilobytes ]; then
        echo "Less than 600 MB are free for $home/cache."
    fi
}

# Makes the cache, unless it is there.
train() {
    if is_trained; then
        return
    fi
    forbidden=$(what_forbids_training)
    if [ -n "$forbidden" ]; then
        echo "Starts are not made faster. $forbidden" >&2
        return 1
    fi
    if ! take_turn; then
        echo "The next starts are being made faster already." >&2
        return 0
    fi
    trap 'stop_training; exit 1' HUP INT TERM
    umask 022
    if rehearse; then
        rm -f "$trained_for"
        mv "$cache.new" "$cache"
        this_program >"$trained_for"
        rm -f "$failed_for"
    else
        this_program >"$failed_for"
        echo "The next starts could not be made faster (log: $log). Muster works without." >&2
    fi
    end_turn
    ! has_failed
}

# A server of its own on a folder that is thrown away: it starts, shows its first pages to itself and stops. Nothing that is
# set for the real one counts for it.
rehearse() {
    for name in $(env | sed -n 's/^\(MUSTER_[A-Z_]*\)=.*/\1/p') JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS; do
        unset "$name"
    done
    rm -f "$cache.new" "$cache.new.config"
    "$java" $heap $early_compiler_only $quietly "-XX:AOTCacheOutput=$cache.new" "$found_out" -jar "$program" rehearse --data "$stage/data" \
        </dev/null >/dev/null 2>"$log" &
    server=$!
    wait "$server" && [ -f "$cache.new" ]
}

# One trains at a time. What a former one left behind, killed with its machine perhaps, is cleared away.
take_turn() {
    if [ -f "$turn" ]; then
        read -r former left_behind <"$turn" || true
        if kill -0 "$former" 2>/dev/null; then
            return 1
        fi
        case $left_behind in
            */muster-training-*) rm -rf "$left_behind" ;;
        esac
        rm -f "$turn"
    fi
    server=
    stage=$(mktemp -d "${TMPDIR:-/tmp}/muster-training-XXXXXX") || return 1
    # PostgreSQL, which as root runs as another user, must pass through.
    chmod 711 "$stage"
    if ! (set -C; echo "$$ $stage" >"$turn") 2>/dev/null; then
        rm -rf "$stage"
        return 1
    fi
}

end_turn() {
    rm -rf "$stage"
    rm -f "$turn" "$cache.new" "$cache.new.config"
}

stop_training() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" || true
    fi
    end_turn
}
