# Finds a JDK 25 and exports it as JAVA_HOME. Sourced by muster and verify; POSIX sh.

is_jdk_25() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    if [ -r "$1/release" ]; then
        grep -Eq '^JAVA_VERSION="?25([."]|$)' "$1/release"
    else
        "$1/bin/javac" -version 2>&1 | grep -Eq '^javac 25([.+-]|$)'
    fi
}

# The folder of the JDK that a command on the PATH belongs to, through all its links.
jdk_of_command() {
    command=$(command -v "$1" 2>/dev/null) || return 1
    while [ -L "$command" ]; do
        link=$(readlink "$command")
        case $link in
            /*) command=$link ;;
            *) command=$(dirname "$command")/$link ;;
        esac
    done
    dirname "$(dirname "$command")"
}

jdk_candidates() {
    [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
    jdk_of_command javac || true
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -v 25 2>/dev/null || true
    fi
    for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/*; do
        [ ! -d "$candidate" ] || printf '%s\n' "$candidate"
    done
}

find_jdk_25() {
    jdk=$(jdk_candidates | while IFS= read -r candidate; do
        if is_jdk_25 "$candidate"; then
            printf '%s\n' "$candidate"
            break
        fi
    done)
    if [ -z "$jdk" ]; then
        cat >&2 <<'EOF'
Muster needs a JDK 25, and none was found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, java_home, ~/.sdkman and ~/.jdks).
Install one, for example from https://adoptium.net or with "sdk install java 25-tem", or set JAVA_HOME to it.
EOF
        exit 1
    fi
    JAVA_HOME=$jdk
    export JAVA_HOME
}
